import { expect, it } from 'vitest';
import { AWAY_AFTER_SECONDS, displayState } from './state.ts';

it('a screen is revoked, never seen, away, stale or showing, in this order', () => {
	const now = new Date('2026-11-30T12:00:00Z');
	const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
	const of = (lastSeenAt: Date | null, stale = false, revoked = false) =>
		displayState({ lastSeenAt, stale, revoked }, now);
	expect(of(ago(1), true, true)).toBe('revoked');
	expect(of(null)).toBe('never');
	expect(of(ago(AWAY_AFTER_SECONDS + 1), true)).toBe('away');
	expect(of(ago(AWAY_AFTER_SECONDS), true)).toBe('stale');
	expect(of(ago(AWAY_AFTER_SECONDS))).toBe('showing');
	// The database's clock may be ahead of a screen's last word by nothing or less.
	expect(of(ago(-5))).toBe('showing');
});
