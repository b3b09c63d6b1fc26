import { forReader } from '#lib/domain/posts/language.ts';
import type { Policy } from './policy.ts';

/** What is said where the program has no wording of its own. */
export const USUAL_DISCLOSURE = 'I work here.';

/** The disclosure that a post in a language carries (posts/language.ts, `forReader`), or null when none is asked for. */
export function disclosureIn(
	policy: Pick<Policy, 'disclosure' | 'disclosures'>,
	language: string,
): string | null {
	if (!policy.disclosure) return null;
	return forReader(policy.disclosures, language)?.text ?? USUAL_DISCLOSURE;
}
