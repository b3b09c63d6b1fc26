/** How often a feed may be read, in minutes. */
export const EVERY = [15, 30, 60, 180, 720, 1440] as const;

/** A feed that keeps failing is asked at least once a day. */
const LONGEST_MINUTES = 1440;

/** How long to wait for the next read, in minutes: the feed's own pace, doubled with every failure in a row, at most a day. */
export function pauseMinutes(everyMinutes: number, failures: number): number {
	return Math.max(
		everyMinutes,
		Math.min(LONGEST_MINUTES, everyMinutes * 2 ** Math.min(failures, 10)),
	);
}

/** How a feed is: read well, failing now and then, or failing for so long that somebody should look. */
export function healthOf(feed: {
	paused: boolean;
	failures: number;
	lastReadAt: string | null;
}): 'paused' | 'waiting' | 'good' | 'failing' | 'broken' {
	if (feed.paused) return 'paused';
	if (feed.lastReadAt === null) return 'waiting';
	if (feed.failures === 0) return 'good';
	return feed.failures < 5 ? 'failing' : 'broken';
}
