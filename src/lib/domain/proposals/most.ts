/** Suggestions of one person in seven days: enough for whoever means it, too few for a flood. */
export const PER_WEEK = 5;

export const MOST = { title: 200, text: 3000, why: 500, note: 500 } as const;
