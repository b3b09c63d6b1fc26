import { describe, expect, test } from 'vitest';
import ts from 'typescript';
import { cyclesOf } from './cycles.ts';
import { exists, lineOf, sources, type Import, type Source } from './sources.ts';
import { mayImport, zoneOf } from './zones.ts';

const all = sources();
const at = (source: Source, line: number) => `${source.path}:${line}`;

/** One line for each import that `wrong` has something to say about. */
function complaints(wrong: (source: Source, given: Import) => string | null): string[] {
	return all.flatMap((source) =>
		source.imports.flatMap((given) => {
			const why = wrong(source, given);
			return why ? [`${at(source, given.line)} imports ${given.specifier}: ${why}`] : [];
		}),
	);
}

describe('who may import whom', () => {
	test('the rule sees the files', () => {
		expect(all.length).toBeGreaterThan(100);
		expect(new Set(all.map(({ path }) => zoneOf(path)))).toContain('domain');
	});

	test('every import names a file that is there, with its extension', () => {
		expect(
			complaints((_, { target }) =>
				// What follows a ? says how a file is taken in, not which.
				target !== null && !exists(target.replace(/\?\w+$/, '')) ? 'there is no such file' : null,
			),
		).toEqual([]);
	});

	test('domain imports domain; server domain and server; pages domain and components; routes never the schema', () => {
		expect(complaints(mayImport)).toEqual([]);
	});

	test('no file imports itself by a detour', () => {
		expect(cyclesOf(all)).toEqual([]);
	});
});

describe('what is known in one place', () => {
	/** The packages that one folder or file keeps behind functions of its own. */
	const KEPT: [RegExp, RegExp, string][] = [
		[/^lucia$/, /^src\/lib\/server\/auth\/sessions\.ts$/, 'only auth/sessions.ts knows Lucia'],
		[
			/^@node-rs\/argon2$/,
			/^src\/lib\/server\/auth\/passwords\.ts$/,
			'only auth/passwords.ts hashes',
		],
		[/^pg-boss$/, /^src\/lib\/server\/jobs\//, 'only jobs/ knows the queue'],
		[/^socket\.io$/, /^src\/lib\/server\/live\//, 'only server/live knows the sockets'],
		[/^socket\.io-client$/, /^src\/lib\/live\//, 'only lib/live knows the sockets'],
		[/^isbot$/, /^src\/lib\/domain\/clicks\//, 'only domain/clicks tells robots'],
		[
			/^postgres$/,
			/^src\/(lib\/server\/(db|scoring|door|clicks|live|boards|demo)\/|boot\/)/,
			'only db/ opens connections; hot paths may name its types',
		],
		[
			/^(node:)?https$/,
			/^src\/lib\/server\/outside\//,
			'only server/outside asks the outside world for anything',
		],
		[/^drizzle-orm(\/|$)/, /^src\/(lib\/server|boot)\//, 'only the server asks the database'],
	];

	test.each(KEPT)('%s stays where it belongs', (name, where, why) => {
		expect(
			complaints(({ path }, { specifier }) =>
				name.test(specifier) && !where.test(path) ? why : null,
			),
		).toEqual([]);
	});

	test('only env.ts reads the environment', () => {
		const MAY = [
			/^src\/lib\/server\/env\.ts$/,
			// Starting programs, they hand the environment on.
			/^src\/boot\//,
			// The adapter reads ORIGIN from there and nowhere else.
			/^src\/server\/main\.ts$/,
		];
		const found = all
			.filter(({ path }) => !MAY.some((one) => one.test(path)))
			.flatMap((source) => {
				const lines: string[] = [];
				const visit = (node: ts.Node): void => {
					if (/^process\s*\.\s*env$|^\$env\//.test(node.getText(source.code))) {
						if (ts.isPropertyAccessExpression(node))
							lines.push(at(source, lineOf(source.code, node)));
					}
					ts.forEachChild(node, visit);
				};
				visit(source.code);
				const kit = source.imports.filter(({ specifier }) => specifier.startsWith('$env/'));
				return [...lines, ...kit.map(({ line }) => at(source, line))];
			});
		expect(found).toEqual([]);
	});

	test('the server asks nobody by itself: what goes outside goes through server/outside', () => {
		const found = all
			.filter(({ path }) => ['server', 'route'].includes(zoneOf(path)))
			.flatMap((source) => {
				const lines: string[] = [];
				const visit = (node: ts.Node): void => {
					if (ts.isCallExpression(node) && node.expression.getText(source.code) === 'fetch')
						lines.push(at(source, lineOf(source.code, node)));
					ts.forEachChild(node, visit);
				};
				visit(source.code);
				return lines;
			});
		expect(found).toEqual([]);
	});

	test('the domain reads no clock and draws no chance', () => {
		const impure =
			/^(Date\.now|performance\.now|Math\.random|crypto\.\w+|setTimeout|setInterval|fetch)$/;
		const found = all
			.filter(({ path }) => zoneOf(path) === 'domain')
			.flatMap((source) => {
				const lines: string[] = [];
				const visit = (node: ts.Node): void => {
					const now =
						ts.isNewExpression(node) &&
						node.expression.getText(source.code) === 'Date' &&
						(node.arguments?.length ?? 0) === 0;
					const call =
						ts.isCallExpression(node) && impure.test(node.expression.getText(source.code));
					if (now || call)
						lines.push(`${at(source, lineOf(source.code, node))}: ${node.getText(source.code)}`);
					ts.forEachChild(node, visit);
				};
				visit(source.code);
				return lines;
			});
		expect(found).toEqual([]);
	});
});
