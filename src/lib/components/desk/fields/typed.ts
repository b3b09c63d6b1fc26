let hydrating = true;

/** To be called when a field is mounted: whatever is made from then on is no longer the server's. */
export const hydrated = (): void => void (hydrating = false);

/**
 * What somebody has typed into the server's text area of that id before its script had loaded; undefined where nothing
 * was. Svelte writes its own value over it otherwise.
 */
export function typedBefore(id: string): string | undefined {
	if (!hydrating || typeof document === 'undefined') return undefined;
	const field = document.getElementById(id);
	const isTyped = field instanceof HTMLTextAreaElement && field.value !== field.defaultValue;
	return isTyped ? field.value : undefined;
}
