import type { Import, Source } from './sources.ts';

export type Zone = 'domain' | 'server' | 'browser' | 'route' | 'cli' | 'boot' | 'entry' | 'words';

/** Which part of the house a file stands in. */
export function zoneOf(path: string): Zone {
	if (path.startsWith('src/lib/domain/')) return 'domain';
	if (path.startsWith('src/lib/server/')) return 'server';
	if (path.startsWith('src/lib/paraglide/')) return 'words';
	if (path.startsWith('src/cli/')) return 'cli';
	if (path.startsWith('src/boot/')) return 'boot';
	if (path.startsWith('src/server/')) return 'entry';
	if (path === 'src/hooks.server.ts') return 'route';
	const onServer = /(\.server\.(ts|js)|\/\+server\.ts)$/.test(path);
	if (path.startsWith('src/routes/')) return onServer ? 'route' : 'browser';
	return 'browser';
}

const MAY: Record<Zone, readonly Zone[]> = {
	domain: ['domain'],
	server: ['domain', 'server', 'words'],
	browser: ['domain', 'browser', 'words'],
	route: ['domain', 'server', 'words', 'route'],
	cli: ['domain', 'server', 'cli'],
	boot: ['domain', 'server', 'boot'],
	entry: ['domain', 'server', 'entry'],
	words: ['words'],
};

/** What the domain may take from outside: pure functions of their input. */
const PURE = /^(zod|ipaddr\.js|@noble\/hashes\/\S+|isbot|tldts|htmlparser2)$/;
/** Files of the server that are about requests and may therefore know SvelteKit. */
const ABOUT_REQUESTS = /^src\/lib\/server\/(auth|api)\//;

/** The command line's own entry: it finds the database as `npm start` does and makes the commands' context. */
const OPENS_THE_DATABASE = /^src\/cli\/(run|command)\.ts$/;

/** Draw a screen's scenes, and what home has no script for, to text on the server: docs/decisions/0020-scenes-drawn-by-the-server.md. */
const DRAWS = /^src\/routes\/(\(tv\)\/tv\/draw|\(app\)\/news)\.server\.ts$/;

/** Why this import is against HOUSE.md's "Who may import whom", or null. */
export function mayImport({ path }: Source, { specifier, target }: Import): string | null {
	const from = zoneOf(path);
	if (target === null) return mayImportPackage(from, path, specifier);
	const to = zoneOf(target);
	if (OPENS_THE_DATABASE.test(path) && (to === 'boot' || to === 'server')) return null;
	if (DRAWS.test(path) && to === 'browser') return null;
	if (to === 'route' && from !== 'route') return 'a route is nobody’s library';
	if (!MAY[from].includes(to)) return `${from} may import ${MAY[from].join(', ')}, not ${to}`;
	const schema = /^src\/lib\/server\/db\/(schema\/|client\.ts)/.test(target);
	if (schema && (from === 'route' || from === 'cli')) {
		return 'routes and commands call verbs and queries, never the schema or a connection';
	}
	return null;
}

function mayImportPackage(from: Zone, path: string, name: string): string | null {
	if (from === 'domain' && !PURE.test(name)) return 'the domain does no I/O and knows no framework';
	if (from === 'browser' && name.startsWith('node:')) return 'a browser has no Node';
	if (from === 'server') {
		if (/^\$app\//.test(name)) return 'the server runs without SvelteKit too (door, command line)';
		if (/^svelte(\/|$)/.test(name)) return 'the server draws nothing';
		if (name.startsWith('@sveltejs/kit') && !ABOUT_REQUESTS.test(path)) {
			return 'only auth/ and api/ are about requests';
		}
	}
	if (from === 'cli' && (name.startsWith('$app/') || name.startsWith('@sveltejs/'))) {
		return 'commands run in bare Node';
	}
	return null;
}
