import { AWARD_FILTERS, type AwardFilter } from '#lib/server/prizes/queries.ts';

/** What the address asks the list for; a state that is none is the work to do. */
export function filterOf(params: URLSearchParams): { contest?: string; state: AwardFilter } {
	const contest = params.get('contest') ?? '';
	const state = AWARD_FILTERS.find((one) => one === params.get('state')) ?? 'todo';
	return { ...(contest === '' ? {} : { contest: contest.slice(0, 100) }), state };
}
