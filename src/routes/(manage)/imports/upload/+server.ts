import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { whole, problemOf } from '../arrive.server.ts';
import { beginImport } from '#lib/server/imports/receive.ts';
import type { RequestHandler } from './$types';

/** Begins an upload in pieces, or, with its id, says that the file is whole. */
export const POST: RequestHandler = async (event) => {
	requirePerson(event, 'imports.write');
	const { ctx } = event.locals;
	try {
		const sent = (await event.request.json()) as { id?: string };
		if (sent.id !== undefined) return json({ href: await whole(ctx, sent.id) });
		return json(await beginImport({ ctx, input: sent as never }));
	} catch (thrown) {
		return problemOf(thrown);
	}
};
