import { expect, test } from 'vitest';
import ts from 'typescript';
import {
	PERMISSIONS,
	type Permission,
	type Role,
	type Scope,
} from '#lib/domain/people/permissions.ts';
import { sources, type Source } from './sources.ts';
import { UNAUDITED } from './unaudited.ts';

/** What changes rows: drizzle's verbs, or SQL that says so itself. */
const WRITES =
	/\bdb\s*\.(insert|update|delete)\(|\binsert into\b|\bupdate \w+( \w+)?\s+set\b|\bdelete from\b/;

type Part = { text: string; uses: Set<string> };

const nameOf = (path: string, name: string) => `${path} ${name}`;

/** What a file declares at its top, with what each part uses of the file and of what it imports. */
function partsOf(source: Source): [string, Part][] {
	const { code, path, imports } = source;
	const from = new Map<string, string>();
	for (const { target, names, typeOnly } of imports)
		if (target && !typeOnly) for (const name of names) from.set(name, nameOf(target, name));
	const declared = code.statements.flatMap((node): [string, ts.Node][] => {
		if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
			return node.name ? [[node.name.text, node]] : [];
		if (!ts.isVariableStatement(node)) return [];
		return node.declarationList.declarations.map((one) => [one.name.getText(code), one]);
	});
	for (const [name] of declared) from.set(name, nameOf(path, name));
	return declared.map(([name, node]) => {
		const uses = new Set<string>();
		const visit = (inner: ts.Node): void => {
			if (ts.isIdentifier(inner)) uses.add(from.get(inner.text) ?? '');
			ts.forEachChild(inner, visit);
		};
		ts.forEachChild(node, visit);
		return [nameOf(path, name), { text: node.getText(code), uses }];
	});
}

const parts = new Map(
	sources()
		.filter(({ path }) => path.startsWith('src/lib/server/'))
		.flatMap(partsOf),
);

/** Everything that a part runs, itself included. */
function reached(of: string, seen = new Set<string>()): Set<string> {
	if (seen.has(of) || !parts.has(of)) return seen;
	seen.add(of);
	for (const used of parts.get(of)!.uses) reached(used, seen);
	return seen;
}

const AUDIT = nameOf('src/lib/server/audit/append.ts', 'appendAudit');

/** Whether only some may do it: what everybody may do with their own, or the program by itself, is not asked here. */
const isOfFew = (permission: Permission) => {
	const grant: { role?: Role; scope?: Scope; visitor?: true; display?: true } =
		PERMISSIONS[permission];
	return permission === 'displays.host' || (grant.role !== undefined && grant.role !== 'employee');
};

const verbs = [...parts].flatMap(([name, { text }]) => {
	const permission = /\bguarded\(\s*'\w+',\s*'([\w.]+)'/.exec(text)?.[1];
	if (!permission || !isOfFew(permission as Permission)) return [];
	const all = reached(name);
	const audited = all.delete(AUDIT);
	return [...all].some((one) => WRITES.test(parts.get(one)!.text)) ? [{ name, audited }] : [];
});

test('the rule knows a verb that changes something when it sees one', () => {
	const known = new Map(verbs.map(({ name, audited }) => [name.split(' ')[1], audited]));
	expect(known.get('curateShowcase')).toBe(true);
	expect(known.get('saveDraft')).toBe(false);
	expect(known.has('listShowcases')).toBe(false);
	expect(known.size).toBeGreaterThan(80);
});

test('what managers, owners and admins change is written down, or stands on the list with a reason', () => {
	const silent = verbs.filter(({ audited }) => !audited).map(({ name }) => name);
	const listed = Object.entries(UNAUDITED).flatMap(([file, names]) =>
		Object.keys(names).map((name) => nameOf(file, name)),
	);
	expect(silent.sort()).toEqual(listed.sort());
});
