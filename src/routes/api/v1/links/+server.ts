import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createLink } from '#lib/server/links/create.ts';
import { linkAddress } from '#lib/server/origin.ts';
import { listLinkRecords } from '#lib/server/links/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listLinkRecords({ ctx, input: queryOf(url) }),
	}));

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => {
		const { slug, created } = await createLink({ ctx, input: await body() });
		return { status: created ? 201 : 200, body: { slug, url: linkAddress(slug) } };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET, POST');
