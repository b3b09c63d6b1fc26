import { lookAtLeader, type LeaderSeen } from '#lib/domain/displays/leader.ts';
import type { Board } from '#lib/domain/live/events.ts';
import { isHttps } from '../auth/secure.ts';
import type { Cookies } from '../auth/cookies.ts';

const COOKIE = 'laurel_leader';

/** The leader comes last: an external id may hold anything. */
function read(value: string | undefined): LeaderSeen | null {
	const [contest, since, ...rest] = (value ?? '').split('/');
	const leader = rest.join('/');
	return contest && leader ? { contest, leader, since: Number(since) || null } : null;
}

const written = ({ contest, leader, since }: LeaderSeen) => `${contest}/${since ?? ''}/${leader}`;

/**
 * When somebody else took the lead (milliseconds), as a screen without a script has seen it; null: not that it knows. It
 * remembers in a cookie who led before: what it is shown is nothing that its page doesn't say, and it ends with the browser.
 */
export function leaderSince(
	{ url, cookies }: { url: URL; cookies: Cookies },
	board: Pick<Board, 'contest' | 'rows'> | null,
	now: Date,
): number | null {
	if (!board) return null;
	const before = cookies.get(COOKIE);
	const seen = lookAtLeader(board, read(before), now.getTime());
	if (seen && written(seen) !== before) {
		const kept = { path: '/tv/plain', httpOnly: true, sameSite: 'strict' } as const;
		cookies.set(COOKIE, written(seen), { ...kept, secure: isHttps(url) });
	}
	return seen?.since ?? null;
}
