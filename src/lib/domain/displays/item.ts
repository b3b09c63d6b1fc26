import { z } from 'zod';
import type { PlaylistItem } from './playlist.ts';
import { SCENE_KEYS, SECONDS, type SceneKey } from './scenes/keys.ts';
import { SCENES } from './scenes/registry.ts';

/** As many scenes as a playlist may have. */
export const MOST_ITEMS = 50;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'not a time of day');

/** From–to on the wall clock; a span that ends before it begins goes over midnight, one of no length is all day. */
export const hoursSchema = z.strictObject({ from: time, to: time });

/** An item as it is stored and as the API takes it: the settings are what its scene allows, with defaults put in. */
export const itemSchema = z
	.strictObject({
		/** Its own name within the playlist, kept when the list is ordered anew. */
		id: z.string().min(1).max(40),
		scene: z.enum(SCENE_KEYS),
		settings: z.record(z.string(), z.unknown()).default({}),
		seconds: z.int().min(SECONDS.least).max(SECONDS.most).optional(),
		hours: hoursSchema.nullable().default(null),
		/** ISO weekdays, Monday is 1; none means every day. */
		weekdays: z
			.array(z.int().min(1).max(7))
			.max(7)
			.default([])
			.transform((days) => [...new Set(days)].sort((a, b) => a - b)),
		revision: z.int().min(0).default(0),
	})
	.transform((item, context): PlaylistItem => {
		const { seconds, settings } = SCENES[item.scene];
		const read = settings.safeParse(item.settings);
		if (!read.success) {
			for (const { path, message } of read.error.issues) {
				context.addIssue({ code: 'custom', path: ['settings', ...path], message });
			}
			return z.NEVER;
		}
		return { ...item, seconds: item.seconds ?? seconds, settings: read.data };
	});

/** The items of a playlist, in order; each has a name of its own. */
export const itemsSchema = z
	.array(itemSchema)
	.max(MOST_ITEMS)
	.refine(
		(items) => new Set(items.map(({ id }) => id)).size === items.length,
		'two scenes with one id',
	);

/** What a new display shows until somebody makes a playlist for it. */
export function firstItems(): PlaylistItem[] {
	const scenes: SceneKey[] = ['board', 'teams', 'post', 'podium', 'awards', 'prizes', 'join'];
	return scenes.map((scene) => itemSchema.parse({ id: scene, scene }));
}
