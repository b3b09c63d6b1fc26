import type { Plugin } from 'vite';

/** The pages that have a script of their own, and where it begins. */
export const PAGE_SCRIPTS = {
	display: 'src/lib/components/display/mount.ts',
	show: 'src/lib/components/show/mount.ts',
	board: 'src/lib/components/board/mount.ts',
	pairing: 'src/lib/components/pairing/mount.ts',
} as const;

/**
 * Gives the pages that are looked at for long a script of their own beside SvelteKit's. They follow a board and don't
 * navigate, so they do without the router: 20 kB of the 60 to 70, gzip, that such a page may load. The scripts share the
 * other chunks, and those have hashed names.
 */
export function pageScripts(): Plugin {
	let ssr = false;
	return {
		name: 'laurel-page-scripts',
		apply: 'build',
		configResolved(config) {
			ssr = Boolean(config.build.ssr);
		},
		buildStart() {
			if (ssr || process.env.VITEST) return;
			for (const [name, id] of Object.entries(PAGE_SCRIPTS)) {
				this.emitFile({ type: 'chunk', id, fileName: `_app/${name}.js` });
			}
		},
	};
}
