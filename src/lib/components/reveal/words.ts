import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';
import type { BoardPerson } from '#lib/domain/live/events.ts';
import type { Scene, ScenePerson, ScenePlace } from '#lib/domain/reveal/scene.ts';
import { number, place } from '../format.ts';

type Told = Pick<Scene, 'kind' | 'people' | 'count' | 'risen' | 'places' | 'settles' | 'prizes'>;

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

/** What became of one person, in a sentence. */
export function fate({ person: { name }, before, after, gain }: ScenePerson): string {
	if (!after) return m.reveal_say_gone({ name });
	const points = number(after.points);
	if (!before || (before.rank === null && after.rank !== null)) {
		return m.reveal_say_enters({ name, points, after: placeOf(after) });
	}
	const gained = gain?.points ?? 0;
	if (gained < 0) return m.reveal_say_falls({ name, gain: number(-gained), points });
	if (before.rank !== null && after.rank !== null && after.rank < before.rank) {
		const [from, to] = [placeOf(before), placeOf(after)];
		return m.reveal_say_rises({ name, gain: number(gained), before: from, after: to, points });
	}
	if (gained === 0) return m.reveal_say_nothing({ name, points });
	return m.reveal_say_gains({ name, gain: number(gained), points });
}

/** A step in whole sentences: what a screen reader says, and what a list of the steps shows. */
export function spoken(scene: Told, total = 0): string {
	return [...story(scene, total), ...scene.prizes.map(prizeSentence)].join(' ');
}

function prizeSentence({ name, winners, count }: Scene['prizes'][number]): string {
	return m.reveal_say_prize({ prize: name, names: namesOf(winners, count) });
}

function story(scene: Told, total: number): string[] {
	const { kind, people, count, risen } = scene;
	const counted = { count, shown: number(count) };
	const climbs = risen > 0 ? [m.reveal_say_risen({ count: risen, shown: number(risen) })] : [];
	const [first] = people;
	switch (kind) {
		case 'title':
			return [m.reveal_say_title({ count: total, shown: number(total) })];
		case 'fallen':
			return [m.reveal_say_fallen(counted), ...people.map(fate)];
		case 'new':
			return [m.reveal_say_new(counted), ...people.map(fate)];
		case 'unranked':
			return [`${headline(scene)}.`, ...climbs];
		case 'group':
			return [`${headline(scene)}.`, m.reveal_say_group(counted), ...climbs];
		case 'where': {
			if (!first?.before) return [];
			const { name } = first.person;
			const points = number(first.before.points);
			return [m.reveal_say_where({ name, place: placeOf(first.before), points })];
		}
		case 'brought': {
			if (!first) return [];
			const settled = scene.places
				? [m.reveal_say_settled({ place: place(scene.places.from) })]
				: [];
			return [fate(first), ...settled];
		}
		case 'place': {
			if (!first?.before) return [];
			const names = namesOf(
				people.map(({ person }) => person),
				count,
			);
			const points = number(first.before.points);
			return [m.reveal_say_place({ place: placeOf(first.before), names, points })];
		}
		case 'prize':
			return [];
		case 'end':
			return [m.reveal_say_end()];
	}
}
