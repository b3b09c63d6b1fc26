import { beforeEach, describe, expect, it, vi } from 'vitest';

const ORIGIN = 'https://portal.example';
const MARK = 'x-laurel-showcase';
/** By a name that the compiler does not follow: a worker's types are others than a page's. */
const WORKER = './screen-worker.ts';

type Handler = (event: unknown) => void;

/** What the browser gives a service worker, as far as this one uses it. */
function aBrowser() {
	const handlers = new Map<string, Handler>();
	const caches = new Map<string, Map<string, Response>>();
	const keyOf = (key: string | Request) =>
		new URL(typeof key === 'string' ? key : key.url, ORIGIN).href;
	const open = (name: string) => {
		const held = caches.get(name) ?? new Map<string, Response>();
		caches.set(name, held);
		return {
			match: async (key: string | Request) => held.get(keyOf(key))?.clone(),
			put: async (key: string | Request, answer: Response) => void held.set(keyOf(key), answer),
		};
	};
	/** What the server answers now, by path. */
	const answers: Record<string, () => Response> = {};
	const asked: string[] = [];
	vi.stubGlobal('addEventListener', (kind: string, handler: Handler) =>
		handlers.set(kind, handler),
	);
	vi.stubGlobal('location', { origin: ORIGIN });
	vi.stubGlobal('caches', {
		open: async (name: string) => open(name),
		delete: async (name: string) => caches.delete(name),
	});
	vi.stubGlobal(
		'Request',
		class {
			readonly url: string;
			readonly method = 'GET';
			readonly mode: string;
			constructor(path: string, { mode = 'cors' } = {}) {
				this.url = new URL(path, ORIGIN).href;
				this.mode = mode;
			}
		},
	);
	vi.stubGlobal('fetch', async ({ url }: Request) => {
		const { pathname } = new URL(url);
		asked.push(pathname);
		const answer = answers[pathname];
		if (!answer) throw new TypeError('no network');
		return answer();
	});
	/** Has the worker answer a request, and waits for what it does beside that. */
	async function get(path: string, mode = 'cors'): Promise<Response> {
		let answer: Promise<Response> | undefined;
		const beside: Promise<unknown>[] = [];
		handlers.get('fetch')!({
			request: new Request(path, { mode: mode as RequestMode }),
			respondWith: (given: Promise<Response>) => (answer = given),
			waitUntil: (given: Promise<unknown>) => beside.push(given),
		});
		const given = await answer!;
		await Promise.all(beside);
		return given;
	}
	return { answers, asked, get };
}

const answer = (text: string, mark?: string) => () =>
	new Response(text, mark === undefined ? {} : { headers: { [MARK]: mark } });

let browser: ReturnType<typeof aBrowser>;
beforeEach(async () => {
	vi.resetModules();
	browser = aBrowser();
	await import(/* @vite-ignore */ WORKER);
	browser.answers['/tv'] = answer('<html>Story 1', 'one');
	browser.answers['/tv/show'] = answer('Story 1', 'one');
	await browser.get('/tv', 'navigate');
	browser.asked.length = 0;
	return () => vi.unstubAllGlobals();
});

/** What a reload without a network shows. */
async function kept(): Promise<string> {
	delete browser.answers['/tv'];
	return (await browser.get('/tv', 'navigate')).text();
}

describe('the page that a screen keeps', () => {
	it('is asked for anew when what the showcase shows is another, so that what an author took back is on no disk', async () => {
		browser.answers['/tv'] = answer('<html>Story 2', 'two');
		browser.answers['/tv/show'] = answer('Story 2', 'two');
		await browser.get('/tv/show');
		expect(browser.asked).toEqual(['/tv/show', '/tv']);
		expect(await kept()).toBe('<html data-kept>Story 2');
	});

	it('stays while it is the same, and while nothing new could be had', async () => {
		await browser.get('/tv/show');
		expect(browser.asked).toEqual(['/tv/show']);
		delete browser.answers['/tv/show'];
		await browser.get('/tv/show');
		expect(browser.asked).toEqual(['/tv/show', '/tv/show']);
		expect(await kept()).toBe('<html data-kept>Story 1');
	});

	it('is deleted with everything when the screen may see nothing any more', async () => {
		browser.answers['/tv/show'] = () => new Response(null, { status: 410 });
		await browser.get('/tv/show');
		await expect(kept()).rejects.toThrow('no network');
	});
});
