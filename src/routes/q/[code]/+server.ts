import { error } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { openScan } from '#lib/server/showcase/scan.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** Where a code on a poster leads. */
export const GET: RequestHandler = async ({ params, request, locals: { ctx } }) => {
	const header = (name: string) => request.headers.get(name) ?? undefined;
	const seen = {
		...{ method: request.method, userAgent: header('user-agent') },
		...{ secPurpose: header('sec-purpose'), purpose: header('purpose') },
	};
	try {
		const location = await openScan({ ctx, input: { code: params.code, request: seen } });
		const headers = { location, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' };
		return new Response(null, { status: 302, headers });
	} catch (thrown) {
		if (!(thrown instanceof Failure) || !['not_found', 'invalid'].includes(thrown.code))
			throw thrown;
		error(404, { message: m.errors_not_found(), code: 'not_found' });
	}
};
