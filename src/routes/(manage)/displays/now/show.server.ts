import { redirect } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readPlaylist } from '#lib/server/displays/playlist-items.ts';
import { showNow } from '#lib/server/displays/takeovers.ts';
import type { RequestEvent } from './$types';

/**
 * The scene of a playlist that the address names, with its settings there; null where it names none. Throws Failure
 * `not_found`, also for a playlist that the actor does not look after.
 */
export async function sceneAsked({ url, locals }: Pick<RequestEvent, 'url' | 'locals'>) {
	const [id, item] = [url.searchParams.get('playlist'), url.searchParams.get('item')];
	if (id === null || item === null) return null;
	const { name, items } = await readPlaylist({ ctx: locals.ctx, input: { id } });
	const found = items.find((one) => one.id === item);
	if (!found) throw new Failure('not_found', 'There is no such scene in this playlist.');
	return { id, item, playlist: name, scene: found.scene, settings: found.settings };
}

/** Where: `all`, `office:<name>` or `display:<id>`. */
function placeOf(where: string) {
	const [kind, rest = ''] = where.split(/:(.*)/s);
	if (kind === 'office') return { kind, office: rest } as const;
	return kind === 'display' ? ({ kind, id: rest } as const) : ({ kind: 'all' } as const);
}

/** Shows what the form asks for, or answers what is wrong with it. */
export async function show(event: RequestEvent) {
	requirePerson(event);
	const form = await event.request.formData();
	const asked = (field: string) => String(form.get(field) ?? '').trim();
	const kept = {
		...{ where: asked('where'), scene: asked('scene'), minutes: asked('minutes') },
		...{ title: asked('title'), text: asked('text') },
	};
	const { title, text } = kept;
	try {
		const chosen = await sceneAsked(event);
		const isMessage = !chosen && kept.scene === 'words';
		if (isMessage && title === '' && text === '')
			throw new Failure('invalid', 'The message says nothing.', {
				errors: [{ path: 'title', message: 'is missing' }],
			});
		await showNow({
			ctx: event.locals.ctx,
			input: {
				on: placeOf(kept.where),
				// The verb judges it.
				scene: chosen?.scene ?? (kept.scene as SceneKey),
				settings: chosen?.settings ?? (isMessage ? { title, text } : {}),
				minutes: Number(kept.minutes),
			},
		});
	} catch (thrown) {
		return refusal(thrown, kept);
	}
	redirect(303, '?done=show');
}
