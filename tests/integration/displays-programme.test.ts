import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { changeDisplay, identifyDisplay, reloadDisplay } from '#lib/server/displays/change.ts';
import { endHost, grantHost } from '#lib/server/displays/hosts.ts';
import { changeItems, readPlaylist } from '#lib/server/displays/playlist-items.ts';
import {
	changePlaylist,
	createPlaylist,
	deletePlaylist,
	listPlaylists,
} from '#lib/server/displays/playlists.ts';
import { displayProgramme } from '#lib/server/displays/programme.ts';
import { readDisplayRecord } from '#lib/server/displays/records.ts';
import { reportDisplay } from '#lib/server/displays/report.ts';
import { uploadScenePicture } from '#lib/server/displays/scene-picture.ts';
import { readShow } from '#lib/server/displays/show.ts';
import { listShows } from '#lib/server/displays/shows.ts';
import { endShow, showNow } from '#lib/server/displays/takeovers.ts';
import { tellAway } from '#lib/server/displays/tell-away.ts';
import { readPicture } from '#lib/server/pictures/queries.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { anOffice, aPerson, aProgram, asActor } from '#tests/support/people.ts';
import { at, FIREFOX, REPORT, screensOf } from './displays-world.ts';

let database: TestDatabase;
let owner: Actor;
let screens: ReturnType<typeof screensOf>;
beforeAll(async () => {
	database = await createTestDatabase();
	screens = screensOf(database);
	await aProgram(database);
	await anOffice(database, 'Pune');
	await anOffice(database, 'Lund');
});
// Wrong codes are remembered by who typed them.
beforeEach(async () => {
	owner = asActor(await aPerson(database, { role: 'owner' }));
});
afterAll(() => database.close());

const as = (actor: Actor, seconds?: number) => screens.as(actor, seconds);
const paired = (name: string, office?: string) => screens.paired(name, office);

describe('a display’s programme', () => {
	it('has another version whenever anything of it changes, and the same while nothing does', async () => {
		const { id } = await paired('Stairs', 'Pune');
		const ctx = as({ kind: 'display', id, contestId: null });
		const versions = new Set<string>();
		const look = async (seconds = 0) =>
			(await displayProgramme({ ctx: { ...ctx, now: at(seconds) }, input: {} })).version;
		const changes: (() => Promise<unknown>)[] = [
			async () => undefined,
			() =>
				changeDisplay({ ctx: as(owner), input: { id, revision: 0, name: 'Stairs, 2nd floor' } }),
			() => changeDisplay({ ctx: as(owner), input: { id, revision: 1, office: 'Lund' } }),
			() =>
				changeDisplay({ ctx: as(owner), input: { id, revision: 2, timeZone: 'Pacific/Auckland' } }),
			() =>
				changeDisplay({
					ctx: as(owner),
					input: { id, revision: 3, settings: { safeMarginPercent: 0 } },
				}),
			() => identifyDisplay({ ctx: as(owner), input: { id } }),
			() => reloadDisplay({ ctx: as(owner), input: { id } }),
			() =>
				showNow({
					ctx: as(owner),
					input: { on: { kind: 'office', office: 'Lund' }, scene: 'clock', minutes: 5 },
				}),
		];
		for (const change of changes) {
			await change();
			const version = await look();
			expect(versions.has(version)).toBe(false);
			versions.add(version);
			expect(await look()).toBe(version);
		}
		expect(versions.has(await look(301))).toBe(false);
	});

	it('is interrupted on its own screen, in its office or everywhere, until it is told to go on', async () => {
		const here = await paired('Here', 'Pune');
		const there = await paired('There', 'Lund');
		const shown = async (id: string, seconds = 0) => {
			const ctx = as({ kind: 'display', id, contestId: null }, seconds);
			return (await displayProgramme({ ctx, input: {} })).takeovers.map(({ scene }) => scene);
		};
		const before = [await shown(here.id), await shown(there.id)];
		const show = (on: Parameters<typeof showNow>[0]['input']['on'], scene: 'words' | 'join') =>
			showNow({ ctx: as(owner, 1), input: { on, scene, minutes: 1 } });
		const { id } = await show({ kind: 'display', id: here.id }, 'words');
		await show({ kind: 'office', office: 'Pune' }, 'join');
		const listed = async (seconds: number) =>
			(await listShows({ ctx: as(owner, seconds), input: {} })).map(
				({ scene, display, office }) => [scene, display, office],
			);
		expect(await listed(2)).toEqual(
			expect.arrayContaining([
				['words', 'Here', 'Pune'],
				['join', null, 'Pune'],
			]),
		);
		expect((await shown(here.id, 2)).toSorted()).toEqual([...before[0]!, 'join', 'words'].sort());
		expect(await shown(there.id, 2)).toEqual(before[1]);
		await endShow({ ctx: as(owner, 3), input: { id } });
		await endShow({ ctx: as(owner, 3), input: { id } });
		expect(await shown(here.id, 4)).toEqual(['join', ...before[0]!]);
		expect(await listed(4)).not.toContainEqual(['words', 'Here', 'Pune']);
		expect(await listed(62)).not.toContainEqual(['join', null, 'Pune']);
		expect(await shown(here.id, 62)).toEqual(before[0]);
		await expect(
			showNow({
				ctx: as(owner),
				input: { on: { kind: 'all' }, scene: 'board', settings: { top: 1000 }, minutes: 1 },
			}),
		).rejects.toMatchObject({ code: 'invalid' });
	});

	it('is the default playlist’s where it has none, and the default one is not deleted', async () => {
		await createPlaylist({ ctx: as(owner), input: { name: 'Another for all' } });
		const [fallback] = (await listPlaylists({ ctx: as(owner), input: {} })).filter(
			({ isDefault }) => isDefault,
		);
		const { id: own } = await createPlaylist({ ctx: as(owner), input: { name: 'Own' } });
		const { id } = await paired('Roof');
		await changeDisplay({ ctx: as(owner), input: { id, revision: 0, playlist: own } });
		await deletePlaylist({ ctx: as(owner), input: { id: own } });
		const ctx = as({ kind: 'display', id, contestId: null });
		expect((await displayProgramme({ ctx, input: {} })).items).toHaveLength(fallback!.scenes);
		await expect(
			deletePlaylist({ ctx: as(owner), input: { id: fallback!.id } }),
		).rejects.toMatchObject({ code: 'conflict' });
	});

	it('keeps what somebody else saved since its form was opened', async () => {
		const { id } = await paired('Landing');
		const rename = (name: string) =>
			changeDisplay({ ctx: as(owner), input: { id, revision: 0, name } });
		const [first, second] = await Promise.allSettled([rename('One'), rename('Two')]);
		const outcomes = [first, second].map(({ status }) => status).sort();
		expect(outcomes).toEqual(['fulfilled', 'rejected']);
		await expect(rename('Three')).rejects.toMatchObject({ code: 'conflict', reason: 'stale' });
		const { name } = await readDisplayRecord({ ctx: as(owner), input: { id } });
		expect(name).toBe(first.status === 'fulfilled' ? 'One' : 'Two');
		await changeDisplay({ ctx: as(owner), input: { id, revision: 1, name: 'Three' } });

		const { id: list } = await createPlaylist({ ctx: as(owner), input: { name: 'Two at it' } });
		const edit = (scene: 'board' | 'post', seconds: number, revision: number) => {
			const item = { id: scene, scene, seconds, revision };
			return changeItems({ ctx: as(owner), input: { id: list, change: { kind: 'edit', item } } });
		};
		await edit('board', 11, 0);
		await expect(edit('board', 12, 0)).rejects.toMatchObject({ reason: 'stale' });
		// Another scene, and the order, are no quarrel.
		await edit('post', 13, 0);
		const move = { kind: 'move', id: 'board', by: 1 } as const;
		await changeItems({ ctx: as(owner), input: { id: list, change: move } });
		await edit('board', 14, 1);
		const { items } = await readPlaylist({ ctx: as(owner), input: { id: list } });
		const seconds = (id: string) => items.find((item) => item.id === id)?.seconds;
		expect([seconds('board'), seconds('post')]).toEqual([14, 13]);
	});

	it('may show a picture that the host of its office put into it, kept as any other', async () => {
		const somebody = await aPerson(database);
		const host = asActor(somebody);
		const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
			.withExif({ IFD0: { Artist: 'Somebody' } })
			.jpeg()
			.toBuffer();
		const upload = (sent: Uint8Array<ArrayBuffer> = new Uint8Array(bytes)) =>
			uploadScenePicture({ ctx: as(host), input: { bytes: sent } });
		await expect(upload()).rejects.toMatchObject({ code: 'not_allowed' });
		const grant = { office: 'Lund', person: somebody.externalId };
		await grantHost({ ctx: as(owner), input: grant });
		const { id: picture } = await upload();
		await expect(upload(new Uint8Array(Buffer.from('<svg/>')))).rejects.toMatchObject({
			code: 'invalid',
		});
		const item = { id: 'p', scene: 'picture' as const, settings: { picture } };
		const add = (id: string) =>
			changeItems({ ctx: as(host), input: { id, change: { kind: 'add', item } } });
		const [pune, lund] = [
			await createPlaylist({ ctx: as(owner), input: { name: 'P', office: 'Pune' } }),
			await createPlaylist({ ctx: as(host), input: { name: 'L', office: 'Lund' } }),
		];
		await expect(add(pune.id)).rejects.toMatchObject({ code: 'not_found' });
		await add(lund.id);
		const screen = await paired('Hosted', 'Lund');
		await changeDisplay({
			ctx: as(host),
			input: { id: screen.id, revision: 0, playlist: lund.id },
		});
		const shown = as({ kind: 'display', id: screen.id, contestId: null });
		const { items } = await readShow({ ctx: shown, input: {} });
		expect(items.find(({ id }) => id === 'p')?.content).toMatchObject({
			shown: { picture: { id: picture } },
		});
		const kept = await readPicture({ ctx: shown, input: { id: picture } });
		expect(kept.type).toBe('image/webp');
		expect((await sharp(kept.bytes).metadata()).exif).toBeUndefined();
		await endHost({ ctx: as(owner), input: grant });
		await expect(upload()).rejects.toMatchObject({ code: 'not_allowed' });
	});

	it('is its office’s default before everybody’s, and everybody’s again once that is gone', async () => {
		const pune = await paired('In Pune', 'Pune');
		const lund = await paired('In Lund', 'Lund');
		const { id: list } = await createPlaylist({
			ctx: as(owner),
			input: { name: 'Pune’s own', office: 'Pune' },
		});
		await changeItems({
			ctx: as(owner),
			input: { id: list, change: { kind: 'remove', id: 'board' } },
		});
		const edit = { kind: 'edit' as const, item: { id: 'board', scene: 'board' as const } };
		const late = changeItems({ ctx: as(owner), input: { id: list, change: edit } });
		await expect(late, 'nobody edits what is gone').rejects.toMatchObject({ code: 'not_found' });
		const scenes = async (id: string) => {
			const ctx = as({ kind: 'display', id, contestId: null });
			return (await displayProgramme({ ctx, input: {} })).items.length;
		};
		const all = await scenes(lund.id);
		expect(await scenes(pune.id)).toBe(all);
		await changePlaylist({ ctx: as(owner), input: { id: list, isDefault: true } });
		expect([await scenes(pune.id), await scenes(lund.id)]).toEqual([all - 1, all]);
		const lists = await listPlaylists({ ctx: as(owner), input: {} });
		expect(lists.filter(({ isDefault }) => isDefault)).toHaveLength(2);
		expect(lists[0]).toMatchObject({ office: null, isDefault: true });
		await deletePlaylist({ ctx: as(owner), input: { id: list } });
		expect(await scenes(pune.id)).toBe(all);
	});

	it('tells owners once when its screen was away for an hour of its working hours', async () => {
		const { id } = await paired('Hall');
		const zone = { timeZone: 'Europe/Stockholm' };
		await changeDisplay({ ctx: as(owner), input: { id, revision: 0, ...zone } });
		const say = (seconds: number) =>
			reportDisplay({
				ctx: as({ kind: 'display', id, contestId: null }, seconds),
				input: { report: REPORT, userAgent: FIREFOX },
			});
		const tell = (seconds: number) =>
			tellAway({ ctx: as({ kind: 'system', name: 'test' }, seconds), input: {} });
		// A Monday, ten o'clock in Stockholm: its hours end at six.
		await say(7 * 3600);
		expect(await tell(8 * 3600 - 1)).toEqual({ told: 0 });
		await say(7.5 * 3600);
		expect(await tell(20 * 3600)).toEqual({ told: 0 });
		// Half an hour of Monday and half an hour of Tuesday, from eight on.
		expect(await tell(22.5 * 3600)).toEqual({ told: 1 });
		expect(await tell(23 * 3600)).toEqual({ told: 0 });
		const told = await database.connections.sql`select href from notices where kind = 'display_away'
			and params->'display'->>'id' = ${id} group by href`;
		expect(told).toEqual([{ href: `/displays#screen-${id}` }]);
		await say(23 * 3600);
		expect(await tell(24 * 3600)).toEqual({ told: 1 });
	});

	it('is answered with what the screen says of itself, which tells its state', async () => {
		const { id } = await paired('Gym');
		const ctx = as({ kind: 'display', id, contestId: null }, 100);
		const state = async (seconds: number) => {
			const found = await readDisplayRecord({ ctx: as(owner, seconds), input: { id } });
			return [found.state, found.contest, found.url];
		};
		expect(await state(100)).toEqual(['never', null, null]);
		const say = (stale: boolean) =>
			reportDisplay({ ctx, input: { report: { ...REPORT, stale }, userAgent: FIREFOX } });
		await say(false);
		expect(await state(101)).toEqual(['showing', null, null]);
		await say(true);
		expect(await state(101)).toEqual(['stale', null, null]);
		expect(await state(200)).toEqual(['away', null, null]);
		await expect(
			reportDisplay({ ctx, input: { report: { ...REPORT, width: -1 }, userAgent: '' } }),
		).rejects.toMatchObject({ code: 'invalid' });
	});
});
