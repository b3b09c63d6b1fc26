import { queryOf } from '#lib/server/api/page.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { exportData } from '#lib/server/exports/export.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url, []);
		const input = { ...asked, what: params.what } as never;
		return { file: await exportData({ ctx, input }) };
	});

/** SvelteKit would answer HEAD by running GET: it would export for nobody. */
export const HEAD: RequestHandler = () => methodNotAllowed('GET');
export const fallback: RequestHandler = () => methodNotAllowed('GET');
