import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin } from 'vite';

/** The pages that have a script of their own, and where it begins. */
export const PAGE_SCRIPTS = {
	display: 'src/lib/components/display/mount.ts',
	show: 'src/lib/components/show/mount.ts',
	board: 'src/lib/components/board/mount.ts',
	pairing: 'src/lib/components/pairing/mount.ts',
} as const;

const PIECES = '_app/immutable/pages/[name]-[hash]';

/**
 * `_app/<name>.js`, which loads the script by its hashed name. A page asks for it with its version, and what the script
 * loads later asks the script for what they share: by one address only, or it would run twice.
 */
function door(name: string): Plugin {
	return {
		name: 'laurel-page-door',
		generateBundle(_, bundle) {
			const script = Object.values(bundle).find((each) => each.type === 'chunk' && each.isEntry);
			if (!script) throw new Error(`There is no script of the page ${name}.`);
			const source = `import"/${script.fileName}";`;
			this.emitFile({ type: 'asset', fileName: `_app/${name}.js`, source });
		},
	};
}

/** Builds one of them into SvelteKit's client output, with what it loads when it is needed. */
async function bundle(root: string, outDir: string, name: string, entry: string): Promise<void> {
	await build({
		configFile: false,
		root,
		base: '/',
		logLevel: 'warn',
		publicDir: false,
		plugins: [svelte(), door(name)],
		build: {
			outDir,
			emptyOutDir: false,
			modulePreload: { polyfill: false },
			rolldownOptions: {
				input: { [name]: join(root, entry) },
				output: {
					entryFileNames: `${PIECES}.js`,
					chunkFileNames: `${PIECES}.js`,
					assetFileNames: `${PIECES}[extname]`,
				},
			},
		},
	});
}

/**
 * Gives the pages that are looked at for long a script of their own beside SvelteKit's. They follow a board and don't
 * navigate, so they do without the router: 20 kB of the 60 to 70, gzip, that such a page may load. Each is bundled for
 * itself: of what it shares with other pages it holds only what it uses, in few pieces, which is another 8 kB.
 */
export function pageScripts(): Plugin {
	let root = '';
	let ssr = false;
	return {
		name: 'laurel-page-scripts',
		apply: 'build',
		configResolved(config) {
			({ root } = config);
			ssr = Boolean(config.build.ssr);
		},
		async writeBundle({ dir }) {
			if (ssr || process.env.VITEST || !dir) return;
			for (const [name, entry] of Object.entries(PAGE_SCRIPTS)) {
				await bundle(root, dir, name, entry);
			}
		},
	};
}
