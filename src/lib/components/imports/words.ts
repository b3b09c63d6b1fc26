import type { ImportKindKey } from '#lib/domain/imports/registry.ts';
import type { ImportState, ImportView } from '#lib/domain/imports/view.ts';
import { m } from '#lib/paraglide/messages.js';

const KINDS = {
	readings: [m.imports_kind_short_readings, m.imports_kind_readings],
	conversions: [m.imports_kind_short_conversions, m.imports_kind_conversions],
	clicks: [m.imports_kind_short_clicks, m.imports_kind_clicks],
	people: [m.imports_kind_short_people, m.imports_kind_people],
	posts: [m.imports_kind_short_posts, m.imports_kind_posts],
} satisfies Record<ImportKindKey, [() => string, () => string]>;

/** What a kind of file is called, shortly or with what it holds. */
export const kindName = (kind: ImportKindKey, whole = false): string =>
	KINDS[kind][whole ? 1 : 0]();

const STATES = {
	uploading: m.imports_state_uploading,
	mapping: m.imports_state_mapping,
	waiting: m.imports_state_waiting,
	running: m.imports_state_running,
	done: m.imports_state_done,
	failed: m.imports_state_failed,
	cancelled: m.imports_state_cancelled,
} satisfies Record<ImportState, () => string>;

/** How an import stands. */
export const stateName = ({ state, undoneAt }: Pick<ImportView, 'state' | 'undoneAt'>): string =>
	undoneAt === null ? STATES[state]() : m.imports_state_undone();

const PROBLEMS: Record<string, () => string> = {
	import_final: m.imports_problem_import_final,
	import_again: m.imports_problem_import_again,
	import_things: m.imports_problem_import_things,
	import_empty: m.imports_problem_import_empty,
	import_not_text: m.imports_problem_import_not_text,
	import_too_many_columns: m.imports_problem_import_too_many_columns,
	import_heading_unreadable: m.imports_problem_import_heading_unreadable,
	import_too_large: m.imports_problem_import_too_large,
	import_piece_missing: m.imports_problem_import_piece_missing,
	import_mapping: m.imports_problem_import_mapping,
	import_lacking: m.imports_problem_import_lacking,
	import_swept: m.imports_problem_import_swept,
	import_state: m.imports_problem_import_state,
	not_allowed: m.imports_problem_not_allowed,
	no_file: m.imports_problem_no_file,
	invalid: m.imports_problem_invalid,
	conflict: m.imports_problem_conflict,
};

/** Why something was refused, by the Failure's reason or code. */
export const refusalText = (problem: string): string =>
	(PROBLEMS[problem] ?? m.imports_problem_invalid)();

const DELIMITERS: Record<string, () => string> = {
	',': m.imports_delimiter_comma,
	';': m.imports_delimiter_semicolon,
	'\t': m.imports_delimiter_tab,
	'|': m.imports_delimiter_bar,
};

/** What parts the cells of a file. */
export const delimiterName = (delimiter: string): string => DELIMITERS[delimiter]?.() ?? delimiter;

/** A number of bytes in words. */
export function bytesText(bytes: number): string {
	if (bytes < 1000) return `${bytes} B`;
	return bytes < 1_000_000
		? `${Math.round(bytes / 1000)} kB`
		: `${(bytes / 1_000_000).toFixed(1)} MB`;
}
