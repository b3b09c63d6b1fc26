/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />

/**
 * Keeps a paired screen's page, what it is made of and what it last showed, so that a reload without a network shows
 * them (components/show/keep-alive.ts registers it for /tv alone). Everything else goes past it. What it holds is
 * deleted as soon as the server says that the screen may see nothing any more.
 */
const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Another name when what is kept changes its form. */
const CACHE = 'laurel-tv-1';
const PAGE = '/tv';
const SHOW = '/tv/show';
/** How long a network may be silent before the kept page is shown. */
const PATIENCE_MS = 4_000;
/** What a screen needs: its program, styles, fonts, faces and pictures. */
const PARTS = /^\/(_app\/|avatars\/|pictures\/|favicon\.svg$|tv-engine\.js$)/;
/** These have their version in their name. */
const FOR_EVER = /^\/(_app\/immutable\/|avatars\/|pictures\/)/;
const KEPT_HEADER = 'x-laurel-kept';
/** Another value when what people let the showcase show is another. */
const SHOWCASE_HEADER = 'x-laurel-showcase';

const store = () => caches.open(CACHE);
/** The screen is not paired (any more). */
const refused = ({ status, redirected, type }: Response) =>
	[401, 404, 410].includes(status) || redirected || type === 'opaqueredirect';

async function ask(request: Request, patience: number): Promise<Response> {
	return fetch(request, { signal: AbortSignal.timeout(patience) });
}

/** The same answer with a word that it was kept. */
async function kept(key: string): Promise<Response | undefined> {
	const found = await (await store()).match(key);
	if (!found) return undefined;
	const headers = new Headers(found.headers);
	headers.set(KEPT_HEADER, '1');
	if (key !== PAGE) return new Response(found.body, { headers });
	const html = await found.text();
	return new Response(html.replace('<html', '<html data-kept'), { headers });
}

/** From the network, kept under `key`; what was kept where there is none, or where the server is in trouble. */
async function newest(request: Request, key: string, patience: number): Promise<Response> {
	try {
		const answer = await ask(request, patience);
		if (refused(answer)) await caches.delete(CACHE);
		else if (answer.ok) await (await store()).put(key, answer.clone());
		if (answer.status < 500) return answer;
		return (await kept(key)) ?? answer;
	} catch (error) {
		const found = await kept(key);
		if (found) return found;
		throw error;
	}
}

/**
 * What the screen shows, newest; a page that was kept with another showcase is asked for anew: whose author took it back stays on no
 * screen's disk.
 */
async function show(event: FetchEvent): Promise<Response> {
	const answer = await newest(event.request, SHOW, 2 * PATIENCE_MS);
	const page = answer.ok && !answer.headers.has(KEPT_HEADER) && (await (await store()).match(PAGE));
	const of = ({ headers }: Response) => headers.get(SHOWCASE_HEADER) ?? '';
	if (page && of(page) !== of(answer))
		event.waitUntil(newest(new Request(PAGE), PAGE, PATIENCE_MS).catch(() => undefined));
	return answer;
}

async function part(request: Request): Promise<Response> {
	const cache = await store();
	const found = await cache.match(request);
	if (found && FOR_EVER.test(new URL(request.url).pathname)) return found;
	try {
		const answer = await fetch(request);
		if (answer.ok) await cache.put(request, answer.clone());
		return answer;
	} catch (error) {
		if (found) return found;
		throw error;
	}
}

/** The page says what it is made of, once it is up: those parts came before this worker was there. */
async function keep(page: string, used: readonly string[]): Promise<void> {
	const cache = await store();
	const parts = used.filter((address) => {
		const { origin, pathname } = new URL(address);
		return origin === worker.location.origin && PARTS.test(pathname);
	});
	const wanted = new Set(parts);
	for (const { url } of await cache.keys()) {
		const { pathname } = new URL(url);
		const stale = PARTS.test(pathname) && !wanted.has(url);
		if (stale) await cache.delete(url);
	}
	const missing: string[] = [];
	for (const address of wanted) if (!(await cache.match(address))) missing.push(address);
	await Promise.allSettled(missing.map((address) => cache.add(address)));
	if (new URL(page).pathname !== PAGE || (await cache.match(PAGE))) return;
	await newest(new Request(PAGE), PAGE, PATIENCE_MS);
}

worker.addEventListener('install', () => void worker.skipWaiting());

worker.addEventListener('activate', (event) => {
	const others = async () => {
		const names = await caches.keys();
		await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
		await worker.clients.claim();
	};
	event.waitUntil(others());
});

worker.addEventListener('message', (event) => {
	const said = event.data as { kind?: string; page: string; used: string[] };
	if (said.kind === 'keep') event.waitUntil(keep(said.page, said.used));
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (request.mode === 'navigate') {
		if (pathname === PAGE) event.respondWith(newest(request, PAGE, PATIENCE_MS));
	} else if (pathname === SHOW) event.respondWith(show(event));
	else if (PARTS.test(pathname)) event.respondWith(part(request));
});

export {};
