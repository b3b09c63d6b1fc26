import { json } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { problemOf } from '../../arrive.server.ts';
import { addPiece } from '#lib/server/imports/receive.ts';
import type { RequestHandler } from './$types';

/** Takes one piece of a file, at most 1 MiB. */
export const PUT: RequestHandler = async (event) => {
	requirePerson(event, 'imports.write');
	const { id } = event.params;
	const number = Number(event.url.searchParams.get('number') ?? Number.NaN);
	const bytes = new Uint8Array(await event.request.arrayBuffer());
	try {
		return json(await addPiece({ ctx: event.locals.ctx, input: { id, number, bytes } }));
	} catch (thrown) {
		return problemOf(thrown);
	}
};
