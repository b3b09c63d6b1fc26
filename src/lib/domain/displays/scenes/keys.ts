/** The scenes that a display can show, in the order in which they are offered. */
export const SCENE_KEYS = [
	'board',
	'teams',
	'podium',
	'post',
	'month',
	'showcase',
	'awards',
	'countdown',
	'prizes',
	'join',
	'goal',
	'words',
	'picture',
	'web',
	'clock',
] as const;
export type SceneKey = (typeof SCENE_KEYS)[number];

/** A scene stands so long at least: shorter is not read from the kitchen. And so long at most. */
export const SECONDS = { least: 5, most: 3600 } as const;
