import { readJson } from '#lib/server/api/body.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listEventRecords } from '#lib/server/api/read-events.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listEventRecords({ ctx, input: queryOf(url) }),
	}));

/** Every event is judged alone: one with text that cannot be stored is `invalid` and spoils no other. */
export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		body: await recordEvents({ ctx, input: await body(readJson) }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET, POST');
