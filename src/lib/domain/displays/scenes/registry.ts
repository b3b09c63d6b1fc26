import { awards } from './awards.ts';
import { board } from './board.ts';
import { clock } from './clock.ts';
import { countdown } from './countdown.ts';
import { goal } from './goal.ts';
import { join } from './join.ts';
import type { SceneKey } from './keys.ts';
import { month } from './month.ts';
import { picture } from './picture.ts';
import { podium } from './podium.ts';
import { post } from './post.ts';
import { prizes } from './prizes.ts';
import type { Scene, SettingsOf } from './scene.ts';
import { showcase } from './showcase.ts';
import { teams } from './teams.ts';
import { web } from './web.ts';
import { words } from './words.ts';

/**
 * Every scene: one file and one line each. It brings the schema library along, so the browser never loads it: what a
 * page needs to know of scenes is in keys.ts, or handed over by its server.
 */
export const SCENES = {
	board,
	teams,
	podium,
	post,
	month,
	showcase,
	awards,
	countdown,
	prizes,
	join,
	goal,
	words,
	picture,
	web,
	clock,
} as const satisfies Record<SceneKey, Scene>;

export type SceneSettings = { [Key in SceneKey]: SettingsOf<(typeof SCENES)[Key]> };
