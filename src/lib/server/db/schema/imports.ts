import {
	boolean,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import { bytea, createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

/** A file that somebody brings in, from its first byte to what became of it. Counts stay when the file is swept. */
export const imports = pgTable(
	'imports',
	{
		id: id(),
		/** Where the rows come from: part of the ids of rows without one, and what a mapping is remembered by. */
		source: text().notNull(),
		/** A key of domain/imports/registry.ts. */
		kind: text().notNull(),
		fileName: text().notNull(),
		bytes: integer().notNull().default(0),
		/** SHA-256 of the file, once it is here whole. */
		digest: text(),
		/** uploading | mapping | waiting | running | done | failed | cancelled */
		state: text().notNull(),
		/** {encoding, delimiter, headers}: how the file is read. */
		layout: jsonb(),
		/** Which column is what (domain/imports/mapping.ts). */
		mapping: jsonb(),
		/** {rows, accepted, duplicates, wrong} once it is through. */
		counts: jsonb(),
		/** It only judges: nothing is stored, and then it waits again for somebody to start it. */
		checking: boolean().notNull().default(false),
		/** Why it failed, as a code. */
		problem: text(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		startedAt: instant(),
		finishedAt: instant(),
		/** Set while it is undone: its facts are then as if they had never been. */
		undoneAt: instant(),
		/** When the file and its wrong rows were deleted. */
		sweptAt: instant(),
	},
	(t) => [index('imports_created_at').on(t.createdAt)],
);

/** The file as it came, in pieces; deleted by a sweep. */
export const importPieces = pgTable(
	'import_pieces',
	{
		importId: uuid()
			.notNull()
			.references(() => imports.id),
		/** From 0 on. */
		number: integer().notNull(),
		bytes: bytea().notNull(),
	},
	(t) => [primaryKey({ columns: [t.importId, t.number] })],
);

/** Lines that were not taken, as they stood, to be mended; deleted by a sweep. */
export const importRefusals = pgTable(
	'import_refusals',
	{
		importId: uuid()
			.notNull()
			.references(() => imports.id),
		line: integer().notNull(),
		/** [{column, reason}] */
		problems: jsonb().notNull(),
		cells: jsonb().notNull(),
	},
	(t) => [primaryKey({ columns: [t.importId, t.line] })],
);

/** How far a running import is; written beside its transaction, so that others see it. */
export const importProgress = pgTable('import_progress', {
	importId: uuid()
		.primaryKey()
		.references(() => imports.id),
	rows: integer().notNull().default(0),
	bytes: integer().notNull().default(0),
	wrong: integer().notNull().default(0),
	/** Somebody wants it stopped. */
	cancelled: boolean().notNull().default(false),
	beatAt: instant().notNull(),
});

/** The mapping that a source's files of a kind had last. */
export const importMappings = pgTable(
	'import_mappings',
	{
		source: text().notNull(),
		kind: text().notNull(),
		mapping: jsonb().notNull(),
		updatedAt: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.source, t.kind] })],
);

/** People and posts that an import made, so that undoing it can take out those that nothing refers to. */
export const importMade = pgTable(
	'import_made',
	{
		importId: uuid()
			.notNull()
			.references(() => imports.id),
		/** person | post */
		what: text().notNull(),
		/** Their own id; unchecked, since the thing may be gone. */
		thing: uuid().notNull(),
	},
	(t) => [primaryKey({ columns: [t.importId, t.thing] })],
);
