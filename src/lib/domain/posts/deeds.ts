/** draft: only owners see it · review: ready for another owner · published: offered from its time on · withdrawn: no longer offered. */
export const STATES = ['draft', 'review', 'published', 'withdrawn'] as const;
export type StoryState = (typeof STATES)[number];

/** What an owner may do with a story, and the state that it leads to. */
export const DEEDS = ['save', 'review', 'publish', 'withdraw', 'draft'] as const;
export type StoryDeed = (typeof DEEDS)[number];

const AFTER: Record<StoryDeed, StoryState | null> = {
	save: null,
	review: 'review',
	publish: 'published',
	withdraw: 'withdrawn',
	draft: 'draft',
};
const FROM: Record<StoryDeed, readonly StoryState[]> = {
	save: STATES,
	review: ['draft'],
	publish: ['draft', 'review', 'withdrawn'],
	withdraw: ['published'],
	draft: ['review', 'withdrawn'],
};

/** The deeds that a story's state allows, besides saving. */
export const deedsFrom = (state: StoryState): StoryDeed[] =>
	DEEDS.filter((deed) => deed !== 'save' && FROM[deed].includes(state));

/** The state after a deed; null when the state does not allow it. */
export function stateAfter(state: StoryState, deed: StoryDeed): StoryState | null {
	return FROM[deed].includes(state) ? (AFTER[deed] ?? state) : null;
}
