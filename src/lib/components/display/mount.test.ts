import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const mount = vi.hoisted(() => vi.fn());
vi.mock('svelte', async (original) => ({ ...(await original<object>()), mount }));
vi.mock('./DisplayPage.svelte', () => ({ default: 'DisplayPage' }));

const reload = vi.fn();
const fetched = vi.fn();

/** Runs the display's script on a page as the server sent it. */
async function open(data: unknown, href = 'https://laurel.example/tv/q4/?key=signed') {
	const { pathname, search } = new URL(href);
	vi.stubGlobal('location', { pathname, search, href, reload });
	vi.stubGlobal('fetch', fetched);
	vi.stubGlobal('document', {
		getElementById: (id: string) => ({
			id,
			textContent: JSON.stringify(data),
			replaceChildren: () => undefined,
		}),
	});
	vi.resetModules();
	await import('./mount.ts');
}

beforeEach(() => {
	vi.useFakeTimers();
	mount.mockReset();
	reload.mockReset();
	fetched.mockReset();
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

test('a display that got its board draws it, and keeps its own link’s key for the socket', async () => {
	await open({ board: 1 });
	expect(mount).toHaveBeenCalledExactlyOnceWith('DisplayPage', {
		target: expect.objectContaining({ id: 'own-page' }) as unknown,
		props: { screen: { board: 1 }, address: '/tv/q4/state?key=signed', token: 'signed' },
	});
	await vi.advanceTimersByTimeAsync(60_000);
	expect(fetched).not.toHaveBeenCalled();
});

test('a display without a key has an empty one, which the gateway refuses', async () => {
	await open({ board: 1 }, 'https://laurel.example/tv/q4');
	expect(mount.mock.calls[0]?.[1]).toMatchObject({
		props: { address: '/tv/q4/state', token: '' },
	});
});

test('a screen without a board asks every 10 s and loads again only once it is answered well', async () => {
	fetched
		.mockRejectedValueOnce(new TypeError('no network'))
		.mockResolvedValueOnce({ ok: false })
		.mockResolvedValueOnce({ ok: true });
	await open(null);
	expect(mount).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(9_999);
	expect(fetched).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(10_001);
	expect(fetched).toHaveBeenCalledTimes(2);
	expect(reload).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(reload).toHaveBeenCalledOnce();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(fetched).toHaveBeenCalledTimes(3);
});
