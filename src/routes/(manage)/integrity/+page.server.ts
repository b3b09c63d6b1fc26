import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContest, listContests, mostCurrent } from '#lib/server/contests/queries.ts';
import { scanForQueue } from '#lib/server/integrity/scan.ts';
import {
	listCorrections,
	listDisputes,
	listFlags,
	listRequests,
	readAdjustmentLimit,
} from '#lib/server/integrity/queries.ts';
import type { PageServerLoad } from './$types';

export { actions } from './deeds.server.ts';

const VIEWS = ['flags', 'disputes', 'requests', 'decided', 'correct'] as const;
/** More than anybody decides in one sitting; the rest comes up as these go. */
const SHOWN = 50;

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'integrity.decide');
	const { ctx } = event.locals;
	const asked = event.url.searchParams.get('contest');
	const view = VIEWS.find((known) => known === event.url.searchParams.get('view')) ?? 'flags';
	const all = await listContests({ ctx, input: {} });
	const open = all.filter(({ phase }) => ['running', 'frozen', 'settling'].includes(phase));
	const chosen = asked ? await readContest({ ctx, input: { slug: asked } }) : mostCurrent(all);
	if (!chosen) return { view, contests: [], queue: null };
	const { slug, name, timeZone } = chosen;
	await scanForQueue({ ctx, input: { contest: slug } });
	const input = { contest: slug };
	const [flags, disputes, requests, limit] = await Promise.all([
		listFlags({ ctx, input: { ...input, limit: SHOWN } }),
		listDisputes({ ctx, input }),
		listRequests({ ctx, input }),
		readAdjustmentLimit({ ctx, input: {} }),
	]);
	const decided =
		view === 'decided'
			? {
					corrections: await listCorrections({ ctx, input }),
					flags: (await listFlags({ ctx, input: { ...input, state: 'decided' } })).flags,
				}
			: null;
	const named = open.some((one) => one.slug === slug) ? open : [chosen, ...open];
	return {
		view,
		contests: named.map((one) => ({ slug: one.slug, name: one.name })),
		queue: { contest: { slug, name, timeZone }, flags, disputes, requests, decided, limit },
	};
};
