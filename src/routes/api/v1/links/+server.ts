import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createLink } from '#lib/server/links/create.ts';
import { linkAddress } from '#lib/server/origin.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => {
		const { slug, created } = await createLink({ ctx, input: await body() });
		return { status: created ? 201 : 200, body: { slug, url: linkAddress(slug) } };
	});

export const fallback: RequestHandler = () => methodNotAllowed('POST');
