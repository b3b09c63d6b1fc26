import { describe, expect, test } from 'vitest';
import ts from 'typescript';
import { GUARD } from '#lib/server/context.ts';
import { exportsOf, type Exported } from './exported.ts';
import { read, sources, type Source } from './sources.ts';
import { PUBLIC_ROUTES, UNGUARDED, UNGUARDED_EVENTS } from './unguarded.ts';
import { zoneOf } from './zones.ts';

const all = sources();
const byPath = new Map(all.map((source) => [source.path, source]));
const server = all.filter(({ path }) => path.startsWith('src/lib/server/'));
const exported = new Map<string, Map<string, Exported>>(
	server.map((source) => [source.path, new Map(exportsOf(source).map((one) => [one.name, one]))]),
);

/** Where requests, sockets and commands come in. */
const isEdge = ({ path }: Source) =>
	zoneOf(path) === 'route' ||
	zoneOf(path) === 'cli' ||
	path.startsWith('src/lib/server/auth/hooks/') ||
	path === 'src/lib/server/api/respond.ts';

/** The guarded verbs and queries, and every name that takes a database, that a file imports. */
function calls(source: Source): { line: number; file: string; name: string; what: Exported }[] {
	return source.imports.flatMap(({ target, names, line }) => {
		const there = target === null ? undefined : exported.get(target);
		if (!there || target === null) return [];
		const taken = names.includes('*') ? [...there.keys()] : names;
		return taken.flatMap((name) => {
			const what = there.get(name);
			return what?.takesDatabase ? [{ line, file: target, name, what }] : [];
		});
	});
}

describe('every verb, route, socket event and command checks who is asking', () => {
	test('the rule knows a guarded verb when it sees one', async () => {
		const queries = exported.get('src/lib/server/contests/queries.ts');
		expect(queries?.get('readContest')?.guarded).toBe(true);
		const made = await import('#lib/server/contests/queries.ts');
		expect(GUARD in made.readContest).toBe(true);
	});

	test('what reads or changes data and is called from an edge is made by `guarded`', () => {
		const open = all.filter(isEdge).flatMap((source) =>
			calls(source)
				.filter(({ file, name, what }) => !what.guarded && !UNGUARDED[file]?.[name])
				.map(
					({ line, file, name }) =>
						`${source.path}:${line} calls ${name} of ${file}, which checks nobody: make it with guarded()`,
				),
		);
		expect(open).toEqual([]);
	});

	test('every query of a queries.ts is made by `guarded`', () => {
		const open = server
			.filter(({ path }) => path.endsWith('/queries.ts'))
			.flatMap(({ path }) =>
				[...(exported.get(path)?.values() ?? [])]
					.filter((one) => one.takesDatabase && !one.guarded && !UNGUARDED[path]?.[one.name])
					.map(({ name, line }) => `${path}:${line} ${name} checks nobody: make it with guarded()`),
			);
		expect(open).toEqual([]);
	});

	test('every route calls a guarded verb, asks who is signed in, or stands on the public list', () => {
		const open = all
			.filter(({ path }) => path.startsWith('src/routes/') && zoneOf(path) === 'route')
			.filter((source) => !PUBLIC_ROUTES[source.path] && !checks(source, new Set()))
			.map(({ path }) => `${path} checks nobody; if it is for everybody, add it to PUBLIC_ROUTES`);
		expect(open).toEqual([]);
	});

	test('what stands under (app) and (manage) asks who is signed in before anything is loaded', () => {
		for (const group of ['(app)', '(manage)']) {
			const layout = byPath.get(`src/routes/${group}/+layout.server.ts`);
			expect(layout?.text ?? `no layout in ${group}`).toContain('requirePerson(event');
		}
	});

	test('the list of exceptions names only what is there and still unguarded', () => {
		const stale = Object.entries(UNGUARDED).flatMap(([file, names]) =>
			Object.keys(names)
				.filter((name) => {
					const one = exported.get(file)?.get(name);
					return !one || one.guarded;
				})
				.map((name) => `${file} ${name}`),
		);
		const gone = Object.keys(PUBLIC_ROUTES).filter((path) => !byPath.has(path));
		expect([...stale, ...gone]).toEqual([]);
	});
});

/** Whether a route, or a file of routes that it uses, has a check. */
function checks(source: Source, seen: Set<string>): boolean {
	if (seen.has(source.path)) return false;
	seen.add(source.path);
	if (calls(source).some(({ what }) => what.guarded)) return true;
	return source.imports.some(({ target, names }) => {
		if (target === 'src/lib/server/auth/guard.ts') return names.includes('requirePerson');
		const next = target === null ? undefined : byPath.get(target);
		return next !== undefined && zoneOf(next.path) === 'route' && checks(next, seen);
	});
}

describe('socket events', () => {
	const gateway = read('src/lib/server/live/gateway.ts');
	const handlers = new Map<string, string>();
	const functions = new Map<string, string>();
	const visit = (node: ts.Node): void => {
		if (ts.isFunctionDeclaration(node) && node.name) {
			functions.set(node.name.text, node.getText(gateway.code));
		}
		if (
			ts.isCallExpression(node) &&
			/^socket\.on(ce)?$/.test(node.expression.getText(gateway.code)) &&
			node.arguments[0] &&
			ts.isStringLiteral(node.arguments[0])
		) {
			handlers.set(node.arguments[0].text, node.getText(gateway.code));
		}
		ts.forEachChild(node, visit);
	};
	visit(gateway.code);

	/** Whether the text, or a function of the gateway that it calls, asks for a permission. */
	const asks = (text: string, seen = new Set<string>()): boolean =>
		/\b(may|authorise)\(/.test(text) ||
		[...functions].some(
			([name, body]) =>
				!seen.has(name) && new RegExp(`\\b${name}\\(`).test(text) && asks(body, seen.add(name)),
		);

	test('every event that a browser may send has a handler, and every handler asks for a permission', () => {
		const events = read('src/lib/domain/live/events.ts').text;
		const declared = /type ClientEvents = \{([\s\S]*?)\n\};/.exec(events)?.[1] ?? '';
		const names = [...declared.matchAll(/^\t(\w+):/gm)].map(([, name]) => name);
		expect(names.length).toBeGreaterThan(0);
		for (const name of names) expect([...handlers.keys()]).toContain(name);
		const open = [...handlers].filter(([name, text]) => !UNGUARDED_EVENTS[name] && !asks(text));
		expect(open.map(([name]) => name)).toEqual([]);
	});

	test('a namespace admits nobody before it is known who it is', () => {
		expect(gateway.text).toMatch(/\.use\(/);
		expect(gateway.text).toMatch(/\bidentify\(/);
	});
});

describe('commands', () => {
	test('run as the system, said in one place; no command makes itself somebody else', () => {
		expect(read('src/cli/run.ts').text).toMatch(/actor: \{ kind: 'system', name: 'cli' \}/);
		const commands = all.filter(({ path }) => path.startsWith('src/cli/commands/'));
		expect(commands.length).toBeGreaterThan(0);
		const own = commands.filter(({ text }) => /\bactor\s*:/.test(text)).map(({ path }) => path);
		expect(own).toEqual([]);
	});
});
