import { randomUUID } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { PlaylistItem } from '#lib/domain/displays/playlist.ts';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import { SCENES } from '#lib/domain/displays/scenes/registry.ts';
import type { SceneField } from '#lib/domain/displays/scenes/scene.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import { changeItems, readPlaylist } from '#lib/server/displays/playlist-items.ts';
import { changePlaylist, deletePlaylist } from '#lib/server/displays/playlists.ts';
import { readWebPicture } from '#lib/server/displays/web-pictures.ts';
import type { Actions, PageServerLoad } from './$types';

const fieldsOf = (scene: string): readonly SceneField[] =>
	SCENE_KEYS.flatMap((key) => (key === scene ? [...SCENES[key].fields] : []));

/** What the portal has of the picture of the web that an item shows; null for any other, and before it was first asked. */
async function webOf(ctx: Ctx, { scene, settings }: Pick<PlaylistItem, 'scene' | 'settings'>) {
	const address = scene === 'web' ? String(settings.address ?? '') : '';
	return address === '' ? null : readWebPicture({ ctx, input: { address } });
}

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const playlist = await readPlaylist({ ctx, input: { id: event.params.id } });
	const items = playlist.items.map(async (item) => ({
		...item,
		fields: fieldsOf(item.scene),
		web: await webOf(ctx, item),
	}));
	const now = ctx.now.toISOString();
	return { playlist: { ...playlist, items: await Promise.all(items) }, scenes: SCENE_KEYS, now };
};

/** An item as its form sends it: the scene's fields are named `set-…`. The schema judges it. */
async function itemOf(request: Request) {
	const form = await request.formData();
	const text = (field: string) => String(form.get(field) ?? '').trim();
	const settings = fieldsOf(text('scene')).map(({ name, kind }) => {
		const value = text(`set-${name}`);
		if (kind === 'number') return [name, Number(value)] as const;
		return [name, kind === 'picture' && value === '' ? null : value] as const;
	});
	const [from, to] = [text('from'), text('to')];
	return {
		id: text('item'),
		scene: text('scene'),
		settings: Object.fromEntries(settings),
		seconds: Number(text('seconds')),
		hours: from === '' && to === '' ? null : { from, to },
		weekdays: form.getAll('weekday').map(Number),
	};
}

type Event = RequestEvent<{ id: string }>;

/** Does one change and comes back to the page; what the schema refuses is said beside the item. */
async function change(
	event: Event,
	what: (event: Event) => Promise<{ item: string; change: unknown }>,
) {
	requirePerson(event);
	const { item, change } = await what(event);
	try {
		// What a form sends is text: the verb's schema judges it.
		const input = { id: event.params.id, change: change as never };
		await changeItems({ ctx: event.locals.ctx, input });
	} catch (thrown) {
		return refusal(thrown, { item });
	}
	redirect(303, `?#item-${item}`);
}

const idOf = async ({ request }: Event) => String((await request.formData()).get('item') ?? '');

export const actions: Actions = {
	add: (event) =>
		change(event, async ({ request }) => {
			const scene = String((await request.formData()).get('scene') ?? '');
			const item = randomUUID();
			return { item, change: { kind: 'add', item: { id: item, scene } } };
		}),
	edit: (event) =>
		change(event, async ({ request }) => {
			const item = await itemOf(request);
			return { item: item.id, change: { kind: 'edit', item } };
		}),
	up: (event) =>
		change(event, async (asked) => {
			const id = await idOf(asked);
			return { item: id, change: { kind: 'move', id, by: -1 } };
		}),
	down: (event) =>
		change(event, async (asked) => {
			const id = await idOf(asked);
			return { item: id, change: { kind: 'move', id, by: 1 } };
		}),
	remove: (event) =>
		change(event, async (asked) => {
			const id = await idOf(asked);
			return { item: id, change: { kind: 'remove', id } };
		}),

	async makeDefault(event) {
		requirePerson(event);
		const input = { id: event.params.id, isDefault: true } as const;
		try {
			await changePlaylist({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { item: '' });
		}
		redirect(303, '?');
	},

	async delete(event) {
		requirePerson(event);
		try {
			await deletePlaylist({ ctx: event.locals.ctx, input: { id: event.params.id } });
		} catch (thrown) {
			return refusal(thrown, { item: '' });
		}
		redirect(303, '/displays/playlists');
	},
};
