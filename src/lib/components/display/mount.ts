import { mount } from 'svelte';
import { takePage } from '../own-script/take.ts';
import DisplayPage from './DisplayPage.svelte';
import type { Screen } from '#lib/domain/displays/screen.ts';

/** A screen without a board looks for its link this often. */
const LOOK_EVERY_MS = 10_000;

/** Asks before it loads again: a browser's own error page would stay for good. */
async function look(): Promise<void> {
	const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
	if (answer?.ok) location.reload();
	else setTimeout(() => void look(), LOOK_EVERY_MS);
}

const page = takePage<Screen>();
if (page) {
	const { pathname, search } = location;
	const address = `${pathname.replace(/\/$/, '')}/state${search}`;
	const token = new URLSearchParams(search).get('key') ?? '';
	mount(DisplayPage, { target: page.target, props: { screen: page.data, address, token } });
} else {
	setTimeout(() => void look(), LOOK_EVERY_MS);
}
