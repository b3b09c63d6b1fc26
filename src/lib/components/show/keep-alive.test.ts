import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAlive } from './keep-alive.ts';
import type { Player } from './player.svelte.ts';

const request = vi.fn();
const release = vi.fn();
const post = vi.fn();
const replace = vi.fn();
let page: EventTarget & { visibilityState: string };
let stop: () => void;

/** What of a player is looked at beside it. */
const playing = () => ({
	closed: false,
	takeover: null,
	play: { item: { scene: 'board' }, since: 0, until: 0 },
	show: { build: '1' },
	live: null,
	shownNow: null,
	lostSince: null as number | null,
});

function start(player = playing(), navigator: object = { wakeLock: { request } }): void {
	vi.stubGlobal('navigator', navigator);
	stop = keepAlive(player as unknown as Player);
}

function turn(visibilityState: string): void {
	page.visibilityState = visibilityState;
	page.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
	vi.useFakeTimers();
	for (const mock of [request, release, post, replace]) mock.mockReset();
	request.mockImplementation(() => Promise.resolve({ release }));
	post.mockImplementation(() => Promise.resolve(Response.json({})));
	page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	vi.stubGlobal('document', page);
	vi.stubGlobal('location', { replace, href: 'https://laurel.example/tv' });
	vi.stubGlobal('fetch', post);
	for (const [name, value] of Object.entries({
		innerWidth: 1280,
		innerHeight: 720,
		devicePixelRatio: 1.5,
	}))
		vi.stubGlobal(name, value);
});
afterEach(() => {
	stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the wake lock of a screen', () => {
	it('is asked for at once, and again each time that the page is seen again', async () => {
		start();
		expect(request).toHaveBeenCalledExactlyOnceWith('screen');
		turn('hidden');
		expect(request).toHaveBeenCalledOnce();
		turn('visible');
		expect(request).toHaveBeenCalledTimes(2);
		await vi.advanceTimersByTimeAsync(0);
		stop();
		expect(release).toHaveBeenCalled();
		turn('visible');
		expect(request).toHaveBeenCalledTimes(2);
	});

	it('is asked for once the page is seen, when it began out of sight', () => {
		page.visibilityState = 'hidden';
		start();
		expect(request).not.toHaveBeenCalled();
		turn('visible');
		expect(request).toHaveBeenCalledOnce();
	});

	it.each([
		['there is none', {}],
		['it is refused', { wakeLock: { request: () => Promise.reject(new Error('battery')) } }],
	])('changes nothing when %s', async (_, navigator) => {
		start(playing(), navigator);
		turn('visible');
		await vi.advanceTimersByTimeAsync(10_000);
		expect(post).toHaveBeenCalledOnce();
	});
});

describe('what a screen says of itself', () => {
	const told = () =>
		post.mock.calls.map(([, { body }]) => JSON.parse((body as string) ?? '{}') as object);

	it('goes to the owner when it changes, and every half minute, in the pixels of the screen', async () => {
		const player = playing();
		start(player);
		await vi.advanceTimersByTimeAsync(28_000);
		expect(told()).toEqual([
			expect.objectContaining({ scene: 'board', width: 1920, height: 1080, stale: false }),
		]);
		player.play.item.scene = 'podium';
		await vi.advanceTimersByTimeAsync(2_000);
		expect(told()).toHaveLength(2);
		await vi.advanceTimersByTimeAsync(32_000);
		expect(told()).toHaveLength(3);
		expect(told()[2]).toMatchObject({ scene: 'podium' });
	});

	it('is nothing while its server is away, and hurts nobody when it is lost', async () => {
		post.mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
		const player = playing();
		start(player);
		await vi.advanceTimersByTimeAsync(2_000);
		expect(post).toHaveBeenCalledOnce();
		player.lostSince = Date.now();
		await vi.advanceTimersByTimeAsync(120_000);
		expect(post).toHaveBeenCalledOnce();
	});
});

describe('a screen that may see nothing any more', () => {
	it('leaves nothing behind, and asks to be paired, once', async () => {
		const kept = new Set(['laurel-tv-1', 'another']);
		vi.stubGlobal('caches', {
			keys: () => Promise.resolve([...kept]),
			delete: (name: string) => Promise.resolve(kept.delete(name)),
		});
		const player = playing();
		start(player);
		player.closed = true;
		await vi.advanceTimersByTimeAsync(20_000);
		expect(kept.size).toBe(0);
		expect(replace).toHaveBeenCalledExactlyOnceWith('/tv');
		expect(post).toHaveBeenCalledExactlyOnceWith('/tv', { cache: 'no-store' });
	});

	it('waits for its server first, where that has just gone away', async () => {
		post.mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')));
		const player = playing();
		start(player);
		player.closed = true;
		await vi.advanceTimersByTimeAsync(20_000);
		post.mockImplementation(() => Promise.resolve(new Response('', { status: 503 })));
		await vi.advanceTimersByTimeAsync(20_000);
		expect(replace).not.toHaveBeenCalled();
		post.mockImplementation(() => Promise.resolve(new Response('')));
		await vi.advanceTimersByTimeAsync(2_000);
		expect(replace).toHaveBeenCalledOnce();
	});
});
