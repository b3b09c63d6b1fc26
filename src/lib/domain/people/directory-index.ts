import { compareNames } from '../leaderboard/rank.ts';
import { meantBy, plainWords } from './words.ts';

/** More words than that nobody types to find one person. */
const WORDS_MOST = 6;
/** Of each kind so many labels are offered to narrow down by. */
const LABELS_MOST = 200;

/** Somebody as the directory finds them. `key` and `name` are what it shows; team and office are null where it doesn't show those. */
export type DirectoryEntry = {
	id: string;
	key: string;
	name: string;
	/** domain/people/words.ts */
	words: string[];
	team: string | null;
	office: string | null;
	topics: string[];
	goodAt: string[];
	languages: string[];
};

/** What people are looked for by; an empty label narrows nothing down. */
export type DirectoryQuery = Record<
	'text' | 'team' | 'office' | 'language' | 'topic' | 'goodAt',
	string
>;

export type DirectoryLabels = Record<
	'teams' | 'offices' | 'languages' | 'topics' | 'goodAt',
	{ name: string; people: number }[]
>;

/** The directory in memory: ten thousand people take about 10 MB, and are searched in a few milliseconds. */
export class DirectoryIndex {
	readonly #people = new Map<string, DirectoryEntry>();
	readonly #byWord = new Map<string, Set<string>>();
	#order: Map<string, number> | null = null;
	#labels: DirectoryLabels | null = null;
	#vocabulary: string[] | null = null;

	get size(): number {
		return this.#people.size;
	}

	/** Puts somebody in, or anew in the place of what stood there. */
	put(entry: DirectoryEntry): void {
		this.delete(entry.id);
		this.#people.set(entry.id, entry);
		for (const word of entry.words) {
			const holders = this.#byWord.get(word);
			if (holders) holders.add(entry.id);
			else this.#byWord.set(word, new Set([entry.id]));
		}
		this.#order = this.#labels = this.#vocabulary = null;
	}

	/** Takes somebody out, with the words that nobody else has. */
	delete(id: string): void {
		const entry = this.#people.get(id);
		if (!entry) return;
		this.#people.delete(id);
		for (const word of entry.words) {
			const holders = this.#byWord.get(word);
			holders?.delete(id);
			if (holders?.size === 0) this.#byWord.delete(word);
		}
		this.#order = this.#labels = this.#vocabulary = null;
	}

	/** Ids of everybody who has each word of the text, or one that it may mean, and fits the labels, by shown name. */
	find({ text, team, office, language, topic, goodAt }: DirectoryQuery): string[] {
		const meant = plainWords(text)
			.slice(0, WORDS_MOST)
			.map((word) => this.#holders(word));
		// The rarest word first: the others are only asked about whom it leaves.
		meant.sort((a, b) => a.size - b.size);
		const [first = this.#people, ...others] = meant;
		const found: string[] = [];
		for (const id of first.keys()) {
			const one = this.#people.get(id)!;
			if (
				others.every((holders) => holders.has(id)) &&
				(team === '' || one.team === team) &&
				(office === '' || one.office === office) &&
				(language === '' || one.languages.includes(language)) &&
				(topic === '' || one.topics.includes(topic)) &&
				(goodAt === '' || one.goodAt.includes(goodAt))
			)
				found.push(id);
		}
		const order = this.#inOrder();
		return found.sort((a, b) => order.get(a)! - order.get(b)!);
	}

	/** What people can be narrowed down by, each with how many they are: the most common ones, by name. */
	labels(): DirectoryLabels {
		const people = [...this.#people.values()];
		this.#labels ??= {
			teams: counted(people.flatMap(({ team }) => team ?? [])),
			offices: counted(people.flatMap(({ office }) => office ?? [])),
			languages: counted(people.flatMap(({ languages }) => languages)),
			topics: counted(people.flatMap(({ topics }) => topics)),
			goodAt: counted(people.flatMap(({ goodAt }) => goodAt)),
		};
		return this.#labels;
	}

	#holders(typed: string): Set<string> {
		this.#vocabulary ??= [...this.#byWord.keys()];
		const words = meantBy(typed, this.#vocabulary);
		const [only] = words;
		if (words.length === 1) return this.#byWord.get(only!)!;
		return new Set(words.flatMap((word) => [...this.#byWord.get(word)!]));
	}

	#inOrder(): Map<string, number> {
		this.#order ??= new Map(
			[...this.#people.values()]
				.sort((a, b) => compareNames({ name: a.name, id: a.key }, { name: b.name, id: b.key }))
				.map(({ id }, place) => [id, place]),
		);
		return this.#order;
	}
}

function counted(names: readonly string[]): { name: string; people: number }[] {
	const counts = new Map<string, number>();
	for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
	const byName = (a: { name: string }, b: { name: string }) =>
		compareNames({ ...a, id: '' }, { ...b, id: '' });
	return Array.from(counts, ([name, people]) => ({ name, people }))
		.sort((a, b) => b.people - a.people || byName(a, b))
		.slice(0, LABELS_MOST)
		.sort(byName);
}
