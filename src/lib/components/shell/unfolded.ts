import { onMount } from 'svelte';
import { browser } from '$app/environment';

/**
 * Called by a layout while it takes over a page that the server drew: a `<details>` that somebody opened or closed before the
 * script had loaded stays as they left it, where taking over writes each `open={…}` as the server saw it (Svelte's `set_attribute`).
 */
export function keepUnfolded(): void {
	if (!browser) return;
	const left = Array.from(document.querySelectorAll('details'), (it) => [it, it.open] as const);
	onMount(() => {
		for (const [it, open] of left) it.open = open;
	});
}
