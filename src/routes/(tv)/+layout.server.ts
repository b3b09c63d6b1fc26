import { dev, version } from '$app/environment';
import { DISPLAY_SCRIPT } from '#boot/display-entry.ts';
import type { LayoutServerLoad } from './$types';

/** The script has one name for ever, so its address says which version is meant. */
export const load: LayoutServerLoad = () => ({
	script: dev ? '/src/lib/components/display/mount.ts' : `/${DISPLAY_SCRIPT}?${version}`,
});
