/** What an author said for all their posts. */
export const PERMISSIONS_OF_AUTHORS = ['ask', 'always', 'never'] as const;
export type AuthorPermission = (typeof PERMISSIONS_OF_AUTHORS)[number];

/** What an author said to one post. */
export const ANSWERS = ['yes', 'no'] as const;
export type Answer = (typeof ANSWERS)[number];

/**
 * Whether a post may be shown: "never" holds for all, earlier ones too; else what was said to this post; else what was said for
 * all. `open`: the author has not been heard, and it is not shown.
 */
export function permitted(permission: AuthorPermission, answer: Answer | null): Answer | 'open' {
	if (permission === 'never') return 'no';
	if (answer !== null) return answer;
	return permission === 'always' ? 'yes' : 'open';
}
