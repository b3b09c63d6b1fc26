import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import type { PlaylistItem } from '#lib/domain/displays/playlist.ts';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import { SCENES } from '#lib/domain/displays/scenes/registry.ts';
import type { SceneField } from '#lib/domain/displays/scenes/scene.ts';
import { Failure } from '#lib/domain/failure.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import { changeItems, readPlaylist } from '#lib/server/displays/playlist-items.ts';
import { changePlaylist, deletePlaylist } from '#lib/server/displays/playlists.ts';
import { uploadScenePicture } from '#lib/server/displays/scene-picture.ts';
import { readWebPicture } from '#lib/server/displays/web-pictures.ts';
import { keepPictures } from '../../../keep-pictures.server.ts';
import type { Action, Actions, PageServerLoad } from './$types';

const textOf = (form: FormData, field: string) => String(form.get(field) ?? '').trim();
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
function itemOf(form: FormData) {
	const settings = fieldsOf(textOf(form, 'scene')).map(({ name, kind }) => {
		const value = textOf(form, `set-${name}`);
		if (kind === 'number') return [name, Number(value)] as const;
		return [name, kind === 'picture' && value === '' ? null : value] as const;
	});
	const [from, to] = [textOf(form, 'from'), textOf(form, 'to')];
	return {
		id: textOf(form, 'item'),
		scene: textOf(form, 'scene'),
		settings: Object.fromEntries(settings),
		seconds: Number(textOf(form, 'seconds')),
		hours: from === '' && to === '' ? null : { from, to },
		weekdays: form.getAll('weekday').map(Number),
		revision: Number(textOf(form, 'revision')),
	};
}

/** What was typed into an item's form, to show again; null for a form that has no fields. */
function typedIn(form: FormData) {
	const { settings, seconds, hours, weekdays } = itemOf(form);
	return form.has('seconds') ? { settings, seconds, hours, weekdays } : null;
}

/** Does one change and comes back to the page; what is refused is said beside the item. */
const changes =
	(what: (form: FormData, id: string) => unknown): Action =>
	async (event) => {
		requirePerson(event);
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const item = textOf(form, 'item') || randomUUID();
		try {
			const [refused] = await keepPictures(ctx, form, uploadScenePicture);
			if (refused) throw new Failure('invalid', 'This is no picture.', { reason: refused.reason });
			// What a form sends is text: the verb's schema judges it.
			const change = what(form, item) as never;
			await changeItems({ ctx, input: { id: event.params.id, change } });
		} catch (thrown) {
			return refusal(thrown, { item, typed: typedIn(form) });
		}
		redirect(303, `?#item-${encodeURIComponent(item)}`);
	};

export const actions: Actions = {
	add: changes((form, id) => ({ kind: 'add', item: { id, scene: textOf(form, 'scene') } })),
	edit: changes((form) => ({ kind: 'edit', item: itemOf(form) })),
	up: changes((_, id) => ({ kind: 'move', id, by: -1 })),
	down: changes((_, id) => ({ kind: 'move', id, by: 1 })),
	remove: changes((_, id) => ({ kind: 'remove', id })),

	async makeDefault(event) {
		requirePerson(event);
		const input = { id: event.params.id, isDefault: true } as const;
		try {
			await changePlaylist({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { item: '', typed: null });
		}
		redirect(303, '?');
	},

	async delete(event) {
		requirePerson(event);
		try {
			await deletePlaylist({ ctx: event.locals.ctx, input: { id: event.params.id } });
		} catch (thrown) {
			return refusal(thrown, { item: '', typed: null });
		}
		redirect(303, '/displays/playlists');
	},
};
