import { isRobot } from './robots.ts';

/** What a click can be judged as; only `valid` brings points (SCORING.md, "Clicks"). */
export const VERDICTS = ['bot', 'prefetch', 'self', 'internal', 'duplicate', 'valid'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What rules 1 to 4 decide from the request alone; a candidate is then judged by rule 5 (`dedupe.ts`). */
export type FirstVerdict = 'bot' | 'prefetch' | 'self' | 'internal' | 'candidate';

export type ClickRequest = {
	method: string;
	userAgent: string | undefined;
	/** The header Sec-Purpose, https://fetch.spec.whatwg.org/#sec-purpose-header. */
	secPurpose: string | undefined;
	/** Its forerunner Purpose, still sent by some browsers. */
	purpose: string | undefined;
	/** The link's owner, known by a session on the portal. */
	isOwner: boolean;
	/** Another person signed in to the portal. */
	isColleague: boolean;
	/** From one of the networks that the program lists as its own. */
	isInternalAddress: boolean;
};

const SPECULATIVE = /\b(?:prefetch|prerender)/i;

/**
 * Judges a request by rules 1 to 4 of SCORING.md, "Clicks"; the first that matches wins. `robot` may bring what
 * `isRobot` said of this user agent before.
 */
export function judge(request: ClickRequest, robot = isRobot(request.userAgent)): FirstVerdict {
	if (robot) return 'bot';
	if (request.method !== 'GET') return 'prefetch';
	if (request.secPurpose !== undefined && SPECULATIVE.test(request.secPurpose)) return 'prefetch';
	if (request.purpose !== undefined && SPECULATIVE.test(request.purpose)) return 'prefetch';
	if (request.isOwner) return 'self';
	if (request.isColleague || request.isInternalAddress) return 'internal';
	return 'candidate';
}
