import { isbot } from 'isbot';
import { ROBOTS, type RobotKind } from './robots-list.ts';

const KINDS: readonly RobotKind[] = ['preview', 'scanner', 'monitor', 'client'];

const byKind = KINDS.map(
	(kind) =>
		[
			kind,
			new RegExp(
				ROBOTS.filter((robot) => robot.kind === kind)
					.map((robot) => robot.pattern)
					.join('|'),
				'i',
			),
		] as const,
);

/** The longest real user agents (in-app browsers) stay below 500 characters; the rest of a longer one says nothing. */
const MAX_CHARACTERS = 1_000;

/** `undeclared` has no user agent; `other` is known to the library isbot alone. */
export type RobotSort = RobotKind | 'other' | 'undeclared';

/**
 * What sort of robot declares itself in a user agent, by our own list first and by isbot's
 * (https://github.com/omrilotan/isbot) next; null for what looks like a browser.
 */
export function robotSort(userAgent: string | undefined): RobotSort | null {
	const text = userAgent?.slice(0, MAX_CHARACTERS).trim();
	if (!text) return 'undeclared';
	for (const [kind, pattern] of byKind) if (pattern.test(text)) return kind;
	return isbot(text) ? 'other' : null;
}

/** Whether rule 1 of SCORING.md, "Clicks", calls this user agent a robot. */
export function isRobot(userAgent: string | undefined): boolean {
	return robotSort(userAgent) !== null;
}
