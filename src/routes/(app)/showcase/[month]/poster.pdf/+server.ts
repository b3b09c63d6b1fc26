import { error } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readPosterFile } from '#lib/server/showcase/read-poster.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** A month's poster as a file to print: ?paper=a4 or a3. */
export const GET: RequestHandler = async (event) => {
	requirePerson(event);
	const paper = event.url.searchParams.get('paper') === 'a3' ? 'a3' : 'a4';
	const input = { month: event.params.month, paper } as const;
	try {
		const { name, bytes } = await readPosterFile({ ctx: event.locals.ctx, input });
		return new Response(new Uint8Array(bytes), {
			headers: {
				'content-type': 'application/pdf',
				'content-disposition': `attachment; filename="${name}"`,
				'cache-control': 'private, no-store',
			},
		});
	} catch (thrown) {
		if (!(thrown instanceof Failure) || thrown.code !== 'not_found') throw thrown;
		error(404, { message: m.errors_not_found(), code: 'not_found' });
	}
};
