import { mount } from 'svelte';
import type { Show } from '#lib/domain/displays/show.ts';
import { takePage } from '../own-script/take.ts';
import { keepAlive } from './keep-alive.ts';
import ShowPage from './ShowPage.svelte';

/** A screen without a programme looks for one this often. */
const LOOK_EVERY_MS = 10_000;

/** Asks before it loads again: a browser's own error page would stay for good. */
async function look(): Promise<void> {
	const answer = await fetch(location.href, { cache: 'no-store' }).catch(() => null);
	if (answer?.ok) location.reload();
	else setTimeout(() => void look(), LOOK_EVERY_MS);
}

const page = takePage<Show>();
if (page) {
	const kept = document.documentElement.hasAttribute('data-kept');
	mount(ShowPage, {
		target: page.target,
		props: { show: page.data, address: '/tv/show', beside: keepAlive, kept },
	});
} else {
	setTimeout(() => void look(), LOOK_EVERY_MS);
}
