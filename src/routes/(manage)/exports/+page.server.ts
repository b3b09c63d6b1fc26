import { EXPORT_NAMES } from '#lib/domain/exports/columns.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listContests } from '#lib/server/contests/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'exports.read');
	const contests = await listContests({ ctx: event.locals.ctx, input: {} });
	const { searchParams } = event.url;
	const chosen = (name: string) => (searchParams.get(name) ?? '').slice(0, 100);
	return {
		contests: contests
			.filter(({ phase }) => phase !== 'draft')
			.map(({ slug, name }) => ({ slug, name })),
		names: EXPORT_NAMES,
		/** What a refused form held, so that nobody types it again. */
		chosen: {
			what: chosen('what'),
			format: chosen('format') || 'csv',
			contest: chosen('contest'),
			from: chosen('from'),
			to: chosen('to'),
		},
		problem: searchParams.get('problem'),
	};
};
