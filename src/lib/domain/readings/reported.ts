/** What a report may say, by the column, and the metric that it becomes as a reading. */
export const REPORTED = {
	likes: 'like',
	comments: 'comment',
	reshares: 'reshare',
	impressions: 'impression',
	reach: 'reach',
} as const;
export type Reported = keyof typeof REPORTED;
export const REPORTED_KEYS = Object.keys(REPORTED) as Reported[];

/** How long a screenshot is kept after the decision; one that nobody decides on goes after 180 days. */
export const SCREENSHOT_DAYS = 30;
export const UNDECIDED_DAYS = 180;
