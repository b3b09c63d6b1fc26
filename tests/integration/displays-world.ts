import type { Actor } from '#lib/domain/people/permissions.ts';
import { approvePairing } from '#lib/server/displays/pair-decide.ts';
import { pollPairing } from '#lib/server/displays/pair-poll.ts';
import { startPairing } from '#lib/server/displays/pair-start.ts';
import type { TestDatabase } from '#tests/support/database.ts';

export const VISITOR: Actor = { kind: 'visitor' };
export const START = new Date('2026-11-30T09:00:00Z');
export const FIREFOX = 'Mozilla/5.0 (X11; Linux armv7l; rv:128.0) Gecko/20100101 Firefox/128.0';

/** What a screen says of itself. */
export const REPORT = {
	scene: 'board',
	since: START.toISOString(),
	version: '1.2.3',
	width: 3840,
	height: 2160,
	stale: false,
	plain: false,
};

/** So many seconds after START. */
export const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);

/** Screens that ask to be let in, by their verbs. */
export function screensOf(database: TestDatabase) {
	const as = (actor: Actor, seconds = 0) => database.ctx(actor, at(seconds));
	const begin = (seconds = 0) =>
		startPairing({
			ctx: as(VISITOR, seconds),
			input: { userAgent: FIREFOX, width: 1920, height: 1080, timeZone: 'Asia/Kolkata' },
		});
	const poll = (deviceCode: string, seconds: number, page = false) =>
		pollPairing({ ctx: as(VISITOR, seconds), input: { deviceCode, page } });

	/** A display that was paired, with its token. */
	async function paired(name: string, office?: string, seconds = 0) {
		const { deviceCode, userCode } = await begin(seconds);
		const input = { code: userCode, name, ...(office ? { office } : {}) };
		const { id } = await approvePairing({ ctx: database.ctx(undefined, at(seconds + 1)), input });
		const polled = await poll(deviceCode, seconds + 6);
		if (polled.state !== 'approved') throw new Error(polled.state);
		return { id, token: polled.token };
	}
	return { as, begin, poll, paired };
}
