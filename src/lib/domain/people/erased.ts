import { HIDDEN_SEED } from './appearance.ts';
import { plainWords } from './words.ts';

/** How everybody is called who was erased: their rows stay where places, prizes and facts hang on them. */
export const ERASED_NAME = 'Former colleague';
/** Their face: that of all who are not named. */
export const ERASED_SEED = HIDDEN_SEED;

/** Whom an erasure takes out of a text or a stored value. */
export type Erasing = {
	externalId: string;
	/** What stands in the external id's place: the same again unless it told who they are. */
	key: string;
	name: string;
	email: string;
	/** Somebody who stays bears the same name: where a name stands alone it is not known whose it is. */
	namesake: boolean;
};

/** Two letters are in too many words to tell anybody. */
const TELLING_LETTERS = 3;

/** Whether an external id says who somebody is: it holds their address, what is in front of its @, or a word of their name. */
export function tellsWho({ externalId, name, email }: Omit<Erasing, 'key' | 'namesake'>): boolean {
	const id = plainWords(externalId).join(' ');
	return [...plainWords(name), ...plainWords(email.split('@')[0] ?? '')]
		.filter((word) => word.length >= TELLING_LETTERS && !/^\d+$/.test(word))
		.some((word) => id.includes(word));
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** `text` as a word of its own, whatever the case. */
const wordOf = (text: string) =>
	new RegExp(`(?<![\\p{L}\\p{N}])${literal(text)}(?![\\p{L}\\p{N}])`, 'giu');

/**
 * A written text without an address or a whole name. A name of one word is left, since it is a word as well ("May"), and so
 * is one that somebody else bears.
 */
export function textWithout(text: string, { name, email, namesake }: Erasing): string {
	const addressed = text.replace(wordOf(email), ERASED_NAME);
	return namesake || !/\s/.test(name.trim())
		? addressed
		: addressed.replace(wordOf(name.trim()), ERASED_NAME);
}

/**
 * A stored value without somebody: objects that bear their external id lose name and face, a text that is nothing but their
 * external id becomes the key, one that is nothing but their name the neutral one. `words` goes through longer texts as well;
 * false leaves what people have written as it is. The value's shape never changes.
 */
export function valueWithout(value: unknown, who: Erasing, { words }: { words: boolean }): unknown {
	if (typeof value === 'string') {
		if (value === who.externalId) return who.key;
		if (value === who.name && !who.namesake) return ERASED_NAME;
		return words ? textWithout(value, who) : value;
	}
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => valueWithout(one, who, { words }));
	const theirs = (value as { externalId?: unknown }).externalId === who.externalId;
	return Object.fromEntries(
		Object.entries(value).map(([key, one]) => {
			if (theirs && key === 'name') return [key, ERASED_NAME];
			if (theirs && key === 'avatarSeed') return [key, ERASED_SEED];
			return [key, valueWithout(one, who, { words })];
		}),
	);
}
