import { Failure } from '#lib/domain/failure.ts';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';

/** Where: `all`, `office:<name>` or `display:<id>`. */
function placeOf(where: string) {
	const [kind, rest = ''] = where.split(/:(.*)/s);
	if (kind === 'office') return { kind, office: rest };
	return kind === 'display' ? { kind, id: rest } : { kind: 'all' as const };
}

/** The form's input for `showNow`, and what it held. Nothing here is judged but that a message says something: the verb does. */
export function showAsked(form: FormData) {
	const text = (field: string) => String(form.get(field) ?? '').trim();
	const kept = {
		...{ where: text('where'), scene: text('scene'), minutes: text('minutes') },
		...{ title: text('title'), text: text('text') },
	};
	const { where, scene, minutes, title, text: words } = kept;
	const isMessage = scene === 'words';
	return {
		kept,
		input: {
			on: placeOf(where) as { kind: 'all' },
			scene: scene as SceneKey,
			settings: isMessage ? { title, text: words } : {},
			minutes: Number(minutes),
		},
		isEmpty: isMessage && title === '' && words === '',
	};
}

/** What is wrong with a message that says nothing. */
export const emptyMessage = () =>
	new Failure('invalid', 'The message says nothing.', {
		errors: [{ path: 'title', message: 'is missing' }],
	});
