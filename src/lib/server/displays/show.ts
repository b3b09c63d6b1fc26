import { z } from 'zod';
import type { SceneContent } from '#lib/domain/displays/content.ts';
import { itemSchema } from '#lib/domain/displays/item.ts';
import type { PlaylistItem } from '#lib/domain/displays/playlist.ts';
import type { Programme, Takeover } from '#lib/domain/displays/programme.ts';
import type { Screen } from '#lib/domain/displays/screen.ts';
import { guarded, type Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import { publicOrigin } from '../origin.ts';
import { MadeOnce } from '../made-once.ts';
import { displayProgramme } from './programme.ts';
import { readContestScreen } from './screen.ts';
import type { Asked } from './scenes/reader.ts';
import { readScene } from './scenes/registry.ts';

export type ReadItem = PlaylistItem & { content: SceneContent };
export type ReadTakeover = Pick<Takeover, 'id' | 'from' | 'until'> & { content: SceneContent };

/** A display's programme with what each scene shows at the moment; what has nothing to show is left out. */
export type ReadShow = {
	programme: Programme;
	items: ReadItem[];
	takeovers: ReadTakeover[];
	screen: Omit<Screen, 'office' | 'host' | 'now' | 'build'> | null;
};

type Contents = Omit<ReadShow, 'programme'>;

/** Five hundred screens that come back at once ask for few different things. */
const SHARED_MS = 1_000;
const contents = new MadeOnce<Contents>(SHARED_MS);

/**
 * The next screen that asks reads everything anew, once a bell has rung: what it rang for would else be missed until that
 * screen asks by itself, half a minute later.
 */
export const forgetShown = (db: Db): void => contents.forget(db);

/**
 * A stored scene with what it shows. One that can no longer be read is left out and logged: a screen has nobody to tell
 * it to, and the others are still right.
 */
async function readItem(stored: unknown, asked: Asked): Promise<ReadItem | null> {
	const item = itemSchema.safeParse(stored);
	if (!item.success) {
		asked.ctx.log.warn(
			{ item: stored, err: item.error },
			'a scene is left out: it can not be read',
		);
		return null;
	}
	const content = await readScene(item.data.scene, item.data.settings, asked);
	return content && { ...item.data, content };
}

const present = <T>(values: (T | null)[]): T[] => values.filter((value) => value !== null);

async function readContents(ctx: Ctx, programme: Programme): Promise<Contents> {
	const { display, contest } = programme;
	const screen = contest ? await readContestScreen({ ctx, input: { contest } }) : null;
	const asked: Asked = {
		...{ ctx, screen, zone: display.timeZone, office: display.office },
		origin: publicOrigin(),
	};
	const takeovers = programme.takeovers.map(async ({ id, from, until, scene, settings }) => {
		const item = await readItem({ id, scene, settings }, asked);
		return item && { id, from, until, content: item.content };
	});
	return {
		items: present(await Promise.all(programme.items.map((stored) => readItem(stored, asked)))),
		takeovers: present(await Promise.all(takeovers)),
		screen,
	};
}

/**
 * All that the asking display shows: its programme, with what each scene shows at the moment. What displays of one
 * office and playlist show alike is at most a second old. Throws Failure `not_found` once it is revoked.
 */
export const readShow = guarded(
	'readShow',
	'displays.follow.own',
	z.strictObject({}),
	async (ctx): Promise<ReadShow> => {
		const programme = await displayProgramme({ ctx, input: {} });
		const { display, items, takeovers, contest } = programme;
		const alike = JSON.stringify([display.office, display.timeZone, contest, items, takeovers]);
		return {
			programme,
			...(await contents.get(ctx, alike, () => readContents(ctx, programme))),
		};
	},
);
