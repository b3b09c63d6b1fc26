/** What a paired screen does, as far as anybody can tell from here. */
export const DISPLAY_STATES = ['showing', 'stale', 'away', 'never', 'revoked'] as const;
export type DisplayState = (typeof DISPLAY_STATES)[number];

/** A screen says of itself at least this often, in seconds. */
export const REPORT_EVERY_SECONDS = 30;
/** Three of its words were missed. */
export const AWAY_AFTER_SECONDS = 95;

/** Showing, stale (it says itself that what it shows is old), away, never seen, or revoked. */
export function displayState(
	screen: { revoked: boolean; lastSeenAt: Date | null; stale: boolean },
	now: Date,
): DisplayState {
	if (screen.revoked) return 'revoked';
	if (!screen.lastSeenAt) return 'never';
	const silent = now.getTime() - screen.lastSeenAt.getTime();
	if (silent > AWAY_AFTER_SECONDS * 1000) return 'away';
	return screen.stale ? 'stale' : 'showing';
}
