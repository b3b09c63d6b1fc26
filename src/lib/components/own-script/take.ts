export const TARGET_ID = 'own-page';
export const DATA_ID = 'own-data';

/**
 * What the server drew and from what: the element, emptied for the script to draw into in the same instant, and the data
 * as JSON has it (instants are text). Null when the page came without data.
 */
export function takePage<T>(): { target: HTMLElement; data: T } | null {
	const target = document.getElementById(TARGET_ID);
	const data = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? 'null') as T | null;
	if (!target || data === null) return null;
	target.replaceChildren();
	return { target, data };
}
