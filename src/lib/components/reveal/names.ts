import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import type { BoardPerson } from '#lib/domain/live/events.ts';
import type { Scene, ScenePlace } from '#lib/domain/reveal/scene.ts';
import { number, place } from '../format.ts';

/** A step in short. */
export type Told = Pick<
	Scene,
	'kind' | 'people' | 'count' | 'risen' | 'places' | 'settles' | 'prizes'
>;

/** Names in a sentence; of more than `most` people the others are counted. */
export function namesOf(
	people: readonly Pick<BoardPerson, 'name'>[],
	count = people.length,
	most = 8,
): string {
	const shown = people.slice(0, most).map(({ name }) => name);
	const more = count - shown.length;
	if (more > 0) return m.reveal_and_more({ names: shown.join(', '), shown: number(more) });
	return new Intl.ListFormat(getLocale()).format(shown);
}

/** A place in words; without a rank that is said. */
export const placeOf = (at: ScenePlace | null): string =>
	at?.rank ? place(at.rank) : m.reveal_no_rank();

/** The heading above what a step shows. */
export function headline(scene: Told): string {
	const { kind, people, places } = scene;
	switch (kind) {
		case 'title':
			return m.reveal_head_title();
		case 'fallen':
			return m.reveal_head_fallen();
		case 'new':
			return m.reveal_head_new();
		case 'unranked':
			return m.reveal_head_unranked();
		case 'group':
			return groupHead(places);
		case 'where':
			return m.reveal_head_where({ place: placeOf(people[0]?.before ?? null) });
		case 'brought':
			return m.reveal_head_brought();
		case 'place': {
			const at = placeOf(people[0]?.before ?? null);
			return scene.count > 1
				? m.reveal_head_shared({ place: at })
				: m.reveal_head_place({ place: at });
		}
		case 'prize':
			return m.reveal_head_prize();
		case 'end':
			return m.reveal_head_end();
	}
}

function groupHead(places: Scene['places']): string {
	if (!places) return m.reveal_head_climbers();
	const [from, to] = [place(places.from), place(places.to)];
	return from === to ? m.reveal_head_place({ place: from }) : m.reveal_head_places({ from, to });
}
