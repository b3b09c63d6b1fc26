import { requirePerson } from '#lib/server/auth/guard.ts';
import { readReceipts } from '#lib/server/boards/queries.ts';
import { readUnmet } from '#lib/server/boards/unmet.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { PageServerLoad } from './$types';

const SHOWN = ['all', 'counted', 'not-counted'] as const;

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { slug, externalId } = event.params;
	const filter = SHOWN.find((known) => known === event.url.searchParams.get('show')) ?? 'all';
	const cursor = event.url.searchParams.get('after') ?? undefined;
	const [contest, program, page, unmet] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readProgram(ctx),
		readReceipts({ ctx, input: { contest: slug, person: externalId, filter, cursor } }),
		readUnmet({ ctx, input: { contest: slug } }),
	]);
	const { rules, name, timeZone, frozen } = contest;
	return {
		contest: { slug, name, timeZone, frozen },
		setting: { metrics: rules.metrics, dedupeHours: program.dedupeHours },
		...page,
		filter,
		first: cursor === undefined,
		unmet: page.own ? unmet : null,
	};
};
