import type { READING_METRICS } from '../events/event.ts';
import type { Role } from '../people/permissions.ts';
import type { LineReader } from './cells.ts';

/** One column that a kind of file may have. */
export type Column = {
	key: string;
	/** What other tools call it, in lower case without signs: a header that says so is mapped by itself. */
	synonyms: readonly string[];
	/** A line without it is wrong. */
	needed?: true;
	/** It may be said once for the whole file instead. */
	fixable?: true;
	/** What stands in the example file. */
	example: string;
};

/** Whose link a fact belongs to: by its slug, by who shared what where, or by the click before it. */
export type Place =
	{ slug: string } | { person: string; post: string; network: string } | { click: string };

type Common = {
	/** The source's own id of the fact, if the file has one. */
	id: string | null;
	place: Place;
	/** As the line says; the id of a fact that has none is made of it. */
	at: Date;
	/** When it is taken to have been, where that is another instant: today, before its noon. */
	takenAt?: Date;
};

/** What one line says. `clicks` are so many clicks of one day. */
export type ImportedFact =
	| (Common & { type: 'reading'; metric: (typeof READING_METRICS)[number]; total: number })
	| (Common & { type: 'conversion'; kind: string; value: string | null; currency: string | null })
	| (Common & { type: 'clicks'; clicks: number });

export type ImportedPerson = {
	type: 'person';
	externalId: string;
	name: string;
	email: string;
	team: string;
	role?: Role;
	groups?: string[];
	office?: string;
	title?: string;
};

export type ImportedPost = {
	type: 'post';
	externalId: string;
	title: string;
	url: string;
	category: string;
	summary?: string;
	imageUrl?: string;
	publishedAt?: Date;
	expiresAt?: Date;
	teams: string[];
};

export type Item = ImportedFact | ImportedPerson | ImportedPost;

/** One kind of file: one file under kinds/, one line in the registry. */
export type ImportKind = {
	columns: readonly Column[];
	/** Sets of columns of which a file needs one whole. */
	oneOf: readonly (readonly string[])[];
	/** What a line says; of no use when the reader has found problems. */
	read(line: LineReader): Item[];
};
