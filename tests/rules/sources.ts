import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

/** The project's folder, from which every path below is written. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** What is generated, or nobody's work. */
const NOT_OURS =
	/(^|\/)(node_modules|build|data|coverage|reports|\.svelte-kit|\.stryker-tmp|test-results|playwright-report)(\/|$)|^src\/lib\/paraglide\//;

export type Import = {
	/** As written. */
	specifier: string;
	line: number;
	/** The file it names, from the project's folder; null for packages and what SvelteKit makes. */
	target: string | null;
	/** Whether nothing of it is left at run time. */
	typeOnly: boolean;
	/** What is taken from it; `*` for all of it. */
	names: string[];
};

export type Source = { path: string; text: string; code: ts.SourceFile; imports: Import[] };

/** Paths of all files under these globs that are ours, sorted. */
export function filesIn(...globs: string[]): string[] {
	return globs
		.flatMap((glob) => globSync(glob, { cwd: ROOT }))
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => !NOT_OURS.test(path) && statSync(join(ROOT, path)).isFile())
		.sort();
}

/** The text of a file. */
export const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const isTest = (path: string) => /\.(test|bench)\.ts$/.test(path);

const parsed = new Map<string, Source>();

/** Reads one TypeScript or Svelte file; of the latter its scripts, at the lines where they stand. */
export function read(path: string): Source {
	const known = parsed.get(path);
	if (known) return known;
	const text = textOf(path);
	const script = path.endsWith('.svelte') ? scriptsOf(text) : text;
	const code = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
	const source = { path, text, code, imports: importsOf(code, path) };
	parsed.set(path, source);
	return source;
}

/** Every file of ours under src that runs in the portal; not the tests beside them. */
export function sources(): Source[] {
	return filesIn('src/**/*.{ts,js,svelte}')
		.filter((path) => !isTest(path) && !path.endsWith('.d.ts'))
		.map(read);
}

/** Blanks out what is not script, keeping the lines. */
function scriptsOf(text: string): string {
	const blank = (part: string) => part.replace(/[^\n]/g, ' ');
	let out = '';
	let at = 0;
	for (const found of text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)) {
		const start = found.index + found[0].indexOf('>') + 1;
		out += blank(text.slice(at, start)) + (found[1] ?? '');
		at = start + (found[1]?.length ?? 0);
	}
	return out + blank(text.slice(at));
}

/** The line, from 1, on which a node begins. */
export function lineOf(code: ts.SourceFile, node: ts.Node): number {
	return code.getLineAndCharacterOfPosition(node.getStart(code)).line + 1;
}

function importsOf(code: ts.SourceFile, path: string): Import[] {
	const found: Import[] = [];
	const add = (node: ts.Node, specifier: string, typeOnly: boolean, names: string[]) =>
		found.push({
			specifier,
			line: lineOf(code, node),
			target: targetOf(specifier, path),
			typeOnly,
			names,
		});
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
			add(
				node,
				node.moduleSpecifier.text,
				isTypeOnly(node.importClause),
				namesOf(node.importClause),
			);
		} else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
			const { exportClause } = node;
			const named = exportClause && ts.isNamedExports(exportClause) ? exportClause.elements : null;
			const names = named?.map((one) => (one.propertyName ?? one.name).text) ?? ['*'];
			add(node, (node.moduleSpecifier as ts.StringLiteral).text, node.isTypeOnly, names);
		} else if (
			ts.isCallExpression(node) &&
			node.expression.kind === ts.SyntaxKind.ImportKeyword &&
			node.arguments[0] &&
			ts.isStringLiteral(node.arguments[0])
		) {
			add(node, node.arguments[0].text, false, ['*']);
		} else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
			add(node, (node.argument.literal as ts.StringLiteral).text, true, ['*']);
		}
		ts.forEachChild(node, visit);
	};
	visit(code);
	return found;
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
	if (!clause) return false;
	if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
	const { namedBindings } = clause;
	if (clause.name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
	return namedBindings.elements.length > 0 && namedBindings.elements.every((one) => one.isTypeOnly);
}

/** The names of values; a name that is only a type is left out. */
function namesOf(clause: ts.ImportClause | undefined): string[] {
	if (!clause) return [];
	const { namedBindings } = clause;
	const named =
		namedBindings && ts.isNamedImports(namedBindings)
			? namedBindings.elements
					.filter((one) => !one.isTypeOnly)
					.map((one) => (one.propertyName ?? one.name).text)
			: namedBindings
				? ['*']
				: [];
	return clause.name ? ['default', ...named] : named;
}

const ALIASES: [string, string][] = [
	['#lib/', 'src/lib/'],
	['#server/', 'src/server/'],
	['#boot/', 'src/boot/'],
	['#tests/', 'tests/'],
	['$lib/', 'src/lib/'],
];

function targetOf(specifier: string, from: string): string | null {
	const alias = ALIASES.find(([start]) => specifier.startsWith(start));
	if (alias) return alias[1] + specifier.slice(alias[0].length);
	if (!specifier.startsWith('.')) return null;
	if (/(^|\/)\$types(\.js)?$/.test(specifier)) return null;
	return relative(ROOT, resolve(ROOT, dirname(from), specifier)).replaceAll('\\', '/');
}

/** Whether a file that an import names is there; what is generated counts as there. */
export function exists(target: string): boolean {
	return target.startsWith('src/lib/paraglide/') || existsSync(join(ROOT, target));
}
