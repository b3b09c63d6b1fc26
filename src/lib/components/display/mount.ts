import { mount } from 'svelte';
import DisplayPage from './DisplayPage.svelte';
import type { Screen } from './screen.ts';

/** A screen without a board looks for its link this often. */
const LOOK_EVERY_MS = 10_000;

/**
 * The displays' own script: a display never navigates, so it does without the router. What the server drew is drawn
 * again in the same instant, from the same data, and lives from then on.
 */
function start(target: HTMLElement, data: HTMLElement): void {
	const screen = JSON.parse(data.textContent ?? '') as Screen;
	data.remove();
	target.replaceChildren();
	const { pathname, search } = location;
	const props = {
		screen,
		address: `${pathname.replace(/\/$/, '')}/state${search}`,
		token: new URLSearchParams(search).get('key') ?? '',
	};
	mount(DisplayPage, { target, props });
}

/** Asks before it loads again: a browser's own error page would stay for good. */
async function look(): Promise<void> {
	const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
	if (answer?.ok) location.reload();
	else setTimeout(() => void look(), LOOK_EVERY_MS);
}

const target = document.getElementById('display');
const data = document.getElementById('display-screen');
if (target && data) start(target, data);
else setTimeout(() => void look(), LOOK_EVERY_MS);
