import type { Plugin } from 'vite';

/** Where the build puts the displays' script, below the portal's root. */
export const DISPLAY_SCRIPT = '_app/display.js';

/**
 * Gives displays a script of their own beside SvelteKit's: a display is one page that never navigates, so it does without
 * the router (20 kB of its 60, gzip). It shares the other chunks and their hashed names.
 */
export function displayEntry(): Plugin {
	let ssr = false;
	return {
		name: 'laurel-display-entry',
		apply: 'build',
		configResolved(config) {
			ssr = Boolean(config.build.ssr);
		},
		buildStart() {
			if (ssr || process.env.VITEST) return;
			this.emitFile({
				type: 'chunk',
				id: 'src/lib/components/display/mount.ts',
				fileName: DISPLAY_SCRIPT,
			});
		},
	};
}
