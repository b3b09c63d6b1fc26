import { m } from '#lib/paraglide/messages.js';
import type { Scene, ScenePerson } from '#lib/domain/reveal/scene.ts';
import { number, place } from '../format.ts';
import { headline, namesOf, placeOf, type Told } from './names.ts';

/** What became of one person, in a sentence. */
export function fate({ person: { name }, before, after, gain }: ScenePerson): string {
	if (!after) return m.reveal_say_gone({ name });
	const points = number(after.points);
	if (!before || (before.rank === null && after.rank !== null)) {
		return m.reveal_say_enters({ count: after.points, name, points, after: placeOf(after) });
	}
	const gained = gain?.points ?? 0;
	if (gained < 0)
		return m.reveal_say_falls({ count: -gained, name, gain: number(-gained), points });
	if (before.rank !== null && after.rank !== null && after.rank < before.rank) {
		const [from, to] = [placeOf(before), placeOf(after)];
		return m.reveal_say_rises({
			count: gained,
			name,
			gain: number(gained),
			before: from,
			after: to,
			points,
		});
	}
	if (gained === 0) return m.reveal_say_nothing({ name, points });
	return m.reveal_say_gains({ count: gained, name, gain: number(gained), points });
}

/** A step in whole sentences: what a screen reader says, and what a list of the steps shows. */
export function spoken(scene: Told, total = 0): string {
	return sentences(scene, total).join(' ');
}

/** The same, sentence by sentence; of the people whom a step names in a row at most `most`. */
export function sentences(scene: Told, total = 0, most = Infinity): string[] {
	const told = { ...scene, people: scene.people.slice(0, most) };
	return [...story(told, total), ...scene.prizes.map(prizeSentence)];
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
			return [
				m.reveal_say_where({
					count: first.before.points,
					name,
					place: placeOf(first.before),
					points,
				}),
			];
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
			return [
				m.reveal_say_place({
					count: first.before.points,
					place: placeOf(first.before),
					names,
					points,
				}),
			];
		}
		case 'prize':
			return [];
		case 'end':
			return [m.reveal_say_end()];
	}
}
