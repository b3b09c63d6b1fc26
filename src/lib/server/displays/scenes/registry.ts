import type { SceneContent } from '#lib/domain/displays/content.ts';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import { SCENES } from '#lib/domain/displays/scenes/registry.ts';
import { awards } from './awards.ts';
import { board } from './board.ts';
import { clock } from './clock.ts';
import { countdown } from './countdown.ts';
import { goal } from './goal.ts';
import { join } from './join.ts';
import { month } from './month.ts';
import { picture } from './picture.ts';
import { podium } from './podium.ts';
import { post } from './post.ts';
import { prizes } from './prizes.ts';
import type { Asked, Reader } from './reader.ts';
import { showcase } from './showcase.ts';
import { teams } from './teams.ts';
import { web } from './web.ts';
import { words } from './words.ts';

/** What reads each scene: one file and one line each. */
const READERS = {
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
} as const satisfies { [Key in SceneKey]: Reader<Key> };

/**
 * What a scene shows with its stored settings; null leaves it out this time. Throws ZodError for settings that the
 * scene does not take.
 */
export async function readScene(
	scene: SceneKey,
	settings: unknown,
	asked: Asked,
): Promise<SceneContent | null> {
	// One reader for each key takes that key's settings; the types of a union don't follow through the tables.
	const read = READERS[scene] as Reader<SceneKey>;
	const parsed = SCENES[scene].settings.parse(settings) as Parameters<typeof read>[1];
	const shown = await read(asked, parsed);
	return shown ? ({ scene, shown } as SceneContent) : null;
}
