import { eq } from 'drizzle-orm';
import type { PlaylistItem } from '#lib/domain/displays/playlist.ts';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import type { Ctx } from '../context.ts';
import { displays } from '../db/schema/displays.ts';
import { approvePairing } from '../displays/pair-decide.ts';
import { startPairing } from '../displays/pair-start.ts';
import { changeItems } from '../displays/playlist-items.ts';
import { changePlaylist, createPlaylist } from '../displays/playlists.ts';
import { reportDisplay } from '../displays/report.ts';
import { asPerson } from './as-person.ts';
import { DAY } from './pace.ts';

const MINUTE = 60_000;
const OWNER = 'elena.ferraro';

/** Old browsers of real screens. */
const TIZEN =
	'Mozilla/5.0 (SMART-TV; LINUX; Tizen 7.0) AppleWebKit/537.36 Chrome/94.0.4606.31 Safari/537.36';
const CHROMIUM =
	'Mozilla/5.0 (X11; Linux aarch64) AppleWebKit/537.36 Chromium/140.0.0.0 Safari/537.36';

type DemoScreen = {
	name: string;
	office: string;
	browser: string;
	size: [width: number, height: number];
	/** Paired so many days ago. */
	pairedDays: number;
	/** Heard of last so long ago, in milliseconds, and what it showed; null: never. */
	heard: { ago: number; scene: SceneKey } | null;
};

/**
 * Nobody is there to show anything, so each is away, or was never switched on again: a demo that says "showing" of a
 * screen that hangs nowhere would lie.
 */
const SCREENS: readonly DemoScreen[] = [
	{
		...{ name: 'Coffee corner', office: 'Stockholm', browser: CHROMIUM, size: [1920, 1080] },
		...{ pairedDays: 41, heard: { ago: 12 * MINUTE, scene: 'board' } },
	},
	{
		...{ name: 'Reception', office: 'Milano', browser: CHROMIUM, size: [1080, 1920] },
		...{ pairedDays: 23, heard: { ago: 95 * MINUTE, scene: 'words' } },
	},
	{
		...{ name: 'Canteen', office: 'Pune', browser: TIZEN, size: [3840, 2160] },
		...{ pairedDays: 37, heard: { ago: 3 * DAY, scene: 'prizes' } },
	},
	{
		...{ name: 'Meeting room Möllan', office: 'Malmö', browser: TIZEN, size: [1920, 1080] },
		...{ pairedDays: 2, heard: null },
	},
];

const item = (scene: SceneKey, settings: object = {}): PlaylistItem => ({
	...{ id: `demo-${scene}`, scene, settings: { ...settings }, seconds: 20 },
	...{ hours: null, weekdays: [], revision: 0 },
});

/** Scenes that a new playlist does not begin with. */
const MORE = {
	everywhere: [item('month'), item('goal', { goal: 'clicks', target: 10_000 })],
	reception: [item('words', { title: 'Benvenuti a Norrvik', text: 'Coffee is on the left.' })],
};

async function aPlaylist(
	ctx: Ctx,
	name: string,
	office: string | undefined,
	items: readonly PlaylistItem[],
): Promise<string> {
	const { id } = await createPlaylist({ ctx, input: { name, ...(office ? { office } : {}) } });
	for (const more of items)
		await changeItems({ ctx, input: { id, change: { kind: 'add', item: more } } });
	return id;
}

/** A screen that was let in, as pairing leaves it, and what it last said of itself. */
async function aScreen(ctx: Ctx, screen: DemoScreen): Promise<void> {
	const { name, office, browser, size, heard, pairedDays } = screen;
	const [width, height] = size;
	const paired = new Date(ctx.now.getTime() - pairedDays * DAY);
	const visitor: Ctx = { ...ctx, now: paired, actor: { kind: 'visitor' } };
	const { userCode } = await startPairing({ ctx: visitor, input: { userAgent: browser } });
	const owner = await asPerson(ctx, OWNER, new Date(paired.getTime() + MINUTE));
	const { id } = await approvePairing({ ctx: owner, input: { code: userCode, name, office } });
	if (!heard) return;
	const at = new Date(ctx.now.getTime() - heard.ago);
	const report = {
		...{ scene: heard.scene, since: at.toISOString(), version: 'demo', width, height },
		...{ stale: false, plain: false },
	};
	const actor = { kind: 'display', id, contestId: null } as const;
	await reportDisplay({ ctx: { ...ctx, now: at, actor }, input: { report, userAgent: browser } });
	// Its owners know: the demo begins without a pile of notices.
	await ctx.db.update(displays).set({ awayToldAt: ctx.now }).where(eq(displays.id, id));
}

/** The offices' screens with what they play. */
export async function seedScreens(ctx: Ctx): Promise<void> {
	const owner = await asPerson(ctx, OWNER, ctx.now);
	await aPlaylist(owner, 'All offices', undefined, MORE.everywhere);
	const playlist = await aPlaylist(owner, 'Reception Milano', 'Milano', MORE.reception);
	await changePlaylist({ ctx: owner, input: { id: playlist, isDefault: true } });
	for (const screen of SCREENS) await aScreen(ctx, screen);
}
