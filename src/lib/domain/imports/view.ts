import type { Layout } from './layout.ts';
import type { Mapping } from './mapping.ts';
import type { Problem } from './reasons.ts';
import type { ImportKindKey } from './registry.ts';

/** `rows` are lines; a line may hold several facts, of which `accepted` are new and `duplicates` were known. */
export type ImportCounts = { rows: number; accepted: number; duplicates: number; wrong: number };

/** From its first byte on. `mapping` waits for somebody to say which column is what. */
export const IMPORT_STATES = [
	'uploading',
	'mapping',
	'waiting',
	'running',
	'done',
	'failed',
	'cancelled',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** An import as pages and programs see it. Times are RFC 3339. */
export type ImportView = {
	id: string;
	source: string;
	kind: ImportKindKey;
	fileName: string;
	bytes: number;
	state: ImportState;
	problem: string | null;
	/** It judges every line, or did so last, and stores nothing. */
	checking: boolean;
	/** Of what it did; while it is `mapping`, of what the check says that it would do. */
	counts: ImportCounts | null;
	createdBy: string | null;
	createdAt: string;
	finishedAt: string | null;
	undoneAt: string | null;
	/** The file and its wrong lines are gone. */
	swept: boolean;
	/** How far it is, while it runs: lines and bytes read, lines that are wrong. */
	progress: { rows: number; bytes: number; wrong: number } | null;
};

/** A line of the file as the mapping reads it. */
export type JudgedLine = { line: number; cells: string[]; problems: Problem[] };

/** What the step of mapping shows. */
export type MappingView = {
	layout: Layout;
	mapping: Mapping;
	lacking: string[];
	lines: JudgedLine[];
};
