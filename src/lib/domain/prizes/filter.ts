import { AWARD_STATES } from './state.ts';

/** What the list of prizes shows: what there is to do, one state, or all. */
export const AWARD_FILTERS = ['todo', 'all', ...AWARD_STATES] as const;
export type AwardFilter = (typeof AWARD_FILTERS)[number];

/** What an address asks the list for; a state that is none is the work to do, and no contest is all of them. */
export function filterOf(params: URLSearchParams): { contest?: string; state: AwardFilter } {
	const contest = (params.get('contest') ?? '').slice(0, 100);
	const state = AWARD_FILTERS.find((one) => one === params.get('state')) ?? 'todo';
	return contest === '' ? { state } : { contest, state };
}

/** The query of an address that asks for the same, such as "?state=todo&contest=autumn". */
export function filterQuery(filter: ReturnType<typeof filterOf>): string {
	return `?${new URLSearchParams({ ...filter })}`;
}
