import type { Rules } from '../contest/rules.ts';

/** What one fact brings of one metric: 1 for a valid click or a conversion, its increment for a reading. */
export type Unit = {
	/** The fact's id: the sender's own where it has one. */
	id: string;
	at: Date;
	post: string;
	link: string;
	units: number;
};

/** Whether an instant lies in the half-open time box [startsAt, endsAt). */
export function inBox(at: Date, rules: Pick<Rules, 'startsAt' | 'endsAt'>): boolean {
	return at >= rules.startsAt && at < rules.endsAt;
}

/** Whether the rules take a link's facts at all: `shared-in-contest` wants links shared at or after the start. */
export function takesLink(sharedAt: Date, rules: Pick<Rules, 'posts' | 'startsAt'>): boolean {
	return rules.posts === 'any' || sharedAt >= rules.startsAt;
}
