import type { Permission } from '../people/permissions.ts';
import type { ImportKind } from './kind.ts';
import { clicks } from './kinds/clicks.ts';
import { conversions } from './kinds/conversions.ts';
import { people } from './kinds/people.ts';
import { posts } from './kinds/posts.ts';
import { readings } from './kinds/readings.ts';

/** What a file may hold, in the order in which it is offered. */
export const IMPORT_KINDS = ['readings', 'conversions', 'clicks', 'people', 'posts'] as const;
export type ImportKindKey = (typeof IMPORT_KINDS)[number];

/** Every kind of file: one file and one line each. */
export const KINDS = { readings, conversions, clicks, people, posts } as const satisfies Record<
	ImportKindKey,
	ImportKind
>;

/** What somebody needs besides imports.write to bring in a kind. */
export const KIND_NEEDS: Record<ImportKindKey, Permission> = {
	readings: 'imports.write',
	conversions: 'imports.write',
	clicks: 'imports.write',
	people: 'people.write',
	posts: 'posts.write',
};

/** A small file of a kind that is right: a heading line, and one line. */
export function exampleFile(kind: ImportKindKey): string {
	const columns = KINDS[kind].columns.filter(({ example }) => example !== '');
	const cell = (text: string) => (/[",;\s]/.test(text) ? `"${text}"` : text);
	const line = (texts: string[]) => `${texts.map(cell).join(',')}\r\n`;
	return line(columns.map(({ key }) => key)) + line(columns.map(({ example }) => example));
}
