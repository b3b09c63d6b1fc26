import { filterOf } from '#lib/domain/prizes/filter.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { exportAwards } from '#lib/server/prizes/queries.ts';
import type { RequestHandler } from './$types';

/** The list as the page shows it, whole. */
export const GET: RequestHandler = async (event) => {
	requirePerson(event, 'prizes.read');
	const { searchParams } = event.url;
	const input = { ...filterOf(searchParams), delivery: searchParams.get('delivery') === 'yes' };
	const csv = await exportAwards({ ctx: event.locals.ctx, input });
	return new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="prizes.csv"',
			'cache-control': 'private, no-store',
		},
	});
};
