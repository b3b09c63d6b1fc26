import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, vi } from 'vitest';
import { MAX_GZIP_BYTES, SCRIPTS } from './script.ts';

const EARLY = '01930000-0000-7000-8000-00000000000a';
const LATE = '01940000-0000-7000-8000-00000000000b';
const PORTAL = 'https://laurel.example.com';

type Listener = (event: { target: object }) => void;
type Page = {
	/** What the address bar shows. */
	search?: string;
	/** The address that the browser came to, if the site has changed it since. */
	landed?: string;
	referrer?: string;
	attributes?: Record<string, string>;
	before?: unknown[][];
	choice?: 'first' | 'last';
	storage?: Map<string, string> | 'denied';
	/** An older browser without fetch's keepalive. */
	old?: boolean;
};

/** Runs the script as a browser of that page would; gives what was sent and how to go on. */
function visit(page: Page = {}) {
	const { attributes = {}, storage = new Map<string, string>(), search = '' } = page;
	const sent: { url: string; body: Record<string, string>; how: string }[] = [];
	const listeners: Record<string, Listener> = {};
	const take = (how: string) => (url: string, body: string) => {
		sent.push({ url, body: JSON.parse(body) as Record<string, string>, how });
	};
	const fetch = vi.fn((url: string, options: { body: string }) => {
		take('fetch')(url, options.body);
		return Promise.reject(new Error('blocked'));
	});
	class Request {}
	if (!page.old) Object.defineProperty(Request.prototype, 'keepalive', { value: true });
	const window: Record<string, unknown> = { Request };
	if (page.before) window.lrl = { q: page.before };
	const document = {
		referrer: page.referrer ?? '',
		currentScript: {
			src: `${PORTAL}/lrl.js`,
			getAttribute: (name: string) => attributes[name] ?? null,
			hasAttribute: (name: string) => name in attributes,
		},
		addEventListener: (type: string, listener: Listener) => (listeners[type] = listener),
	};
	const sandbox = {
		...{ window, document, URL, Request, fetch },
		location: { search, origin: 'https://www.example.com' },
		performance: { getEntriesByType: () => (page.landed ? [{ name: page.landed }] : []) },
		navigator: { sendBeacon: vi.fn(take('beacon')) },
	};
	const kept = storage === 'denied' ? null : storage;
	Object.defineProperty(sandbox, 'sessionStorage', {
		get() {
			if (!kept) throw new Error('denied');
			return {
				getItem: (key: string) => kept.get(key) ?? null,
				setItem: (key: string, value: string) => kept.set(key, value),
			};
		},
	});
	runInNewContext(SCRIPTS[page.choice ?? 'last'].text, sandbox);
	const lrl = window.lrl as (kind: string, more?: object) => void;
	return { sent, listeners, lrl, fetch };
}

const at = (id: string) => ({ search: `?a=1&lrl=${id}&b=2` });
const element = (tagName: string, attributes: Record<string, string>) => {
	const own = { tagName, getAttribute: (name: string) => attributes[`${name}`] ?? null };
	return { closest: () => own };
};

describe('the script for the company’s site', () => {
	it('weighs less than 1.5 kB packed, and is what its integrity says', () => {
		for (const { text, gzip, integrity } of Object.values(SCRIPTS)) {
			expect(gzip.byteLength).toBeLessThanOrEqual(MAX_GZIP_BYTES);
			expect(gunzipSync(gzip).toString()).toBe(text);
			expect(integrity).toBe(`sha384-${createHash('sha384').update(text).digest('base64')}`);
			expect(text).not.toMatch(/\beval\b|new Function|document\.cookie|localStorage/);
		}
		expect(SCRIPTS.first.version).not.toBe(SCRIPTS.last.version);
	});

	it('keeps the click of the landing page for the pages that follow', () => {
		const storage = new Map<string, string>();
		visit({ ...at(EARLY), storage });
		const { lrl, sent } = visit({ storage });
		lrl('sale', { value: 49.5, currency: 'EUR', id: 'order-7' });
		expect(sent).toEqual([
			{
				url: `${PORTAL}/lrl`,
				how: 'fetch',
				body: { click: EARLY, kind: 'sale', value: '49.5', currency: 'EUR', id: 'order-7' },
			},
		]);
	});

	it.each([
		['last', EARLY, LATE, LATE],
		['last', LATE, EARLY, LATE],
		['first', EARLY, LATE, EARLY],
		['first', LATE, EARLY, EARLY],
	] as const)(
		'counts the %s of two clicks, whichever page is seen later',
		(choice, one, two, wanted) => {
			const storage = new Map<string, string>();
			visit({ ...at(one), storage, choice });
			const { lrl, sent } = visit({ ...at(two), storage, choice });
			lrl('lead');
			expect(sent.map(({ body }) => body.click)).toEqual([wanted]);
		},
	);

	it('finds the click where the site has tidied the address, and in the page before of the same site', () => {
		const tidied = visit({ landed: `https://www.example.com/?lrl=${EARLY}#top` });
		const opened = visit({ referrer: `https://www.example.com/a?lrl=${EARLY}` });
		const elsewhere = visit({ referrer: `https://www.example.com.evil.example/a?lrl=${EARLY}` });
		for (const { lrl } of [tidied, opened, elsewhere]) lrl('lead');
		expect(tidied.sent[0]?.body.click).toBe(EARLY);
		expect(opened.sent[0]?.body.click).toBe(EARLY);
		expect(elsewhere.sent).toEqual([]);
	});

	it.each(['', '?lrl=', '?lrl=1', `?lrl=${EARLY}0`, `?xlrl=${EARLY}`])(
		'sends nothing without a click, as at %j',
		(search) => {
			const { lrl, sent } = visit({ search, attributes: { 'data-convert': 'lead' } });
			lrl('lead');
			expect(sent).toEqual([]);
		},
	);

	it('is harmless where storage is denied: the landing page itself can still convert', () => {
		const { lrl, sent } = visit({ ...at(EARLY), storage: 'denied' });
		lrl('lead');
		expect(sent).toHaveLength(1);
		const next = visit({ storage: 'denied' });
		next.lrl('lead');
		expect(next.sent).toEqual([]);
	});

	it('converts by its own attributes when the page is seen', () => {
		const attributes = { 'data-convert': 'signup', 'data-value': '10', 'data-currency': 'SEK' };
		const { sent } = visit({ ...at(EARLY), attributes });
		expect(sent.map(({ body }) => body)).toEqual([
			{ click: EARLY, kind: 'signup', value: '10', currency: 'SEK' },
		]);
	});

	it('converts by an element’s attributes when it is pressed, and by a form’s when it is sent', () => {
		const { sent, listeners } = visit(at(EARLY));
		const button = element('BUTTON', { 'data-convert': 'lead', 'data-value': '', 'data-id': 'x' });
		const form = element('FORM', { 'data-convert': 'application' });
		listeners.click!({ target: button });
		listeners.submit!({ target: button });
		listeners.click!({ target: form });
		listeners.submit!({ target: form });
		listeners.click!({ target: {} });
		listeners.click!({ target: { closest: () => null } });
		expect(sent.map(({ body }) => body)).toEqual([
			{ click: EARLY, kind: 'lead', id: 'x' },
			{ click: EARLY, kind: 'application' },
		]);
	});

	it('sends what the page had called before it was there', () => {
		const { sent } = visit({ ...at(EARLY), before: [['lead'], ['sale', { value: '5' }]] });
		expect(sent.map(({ body }) => body.kind)).toEqual(['lead', 'sale']);
	});

	it('asks for no cookie and outlives the page; an older browser sends a beacon', () => {
		const { lrl, fetch } = visit(at(EARLY));
		lrl('lead');
		expect(fetch).toHaveBeenCalledWith(
			`${PORTAL}/lrl`,
			expect.objectContaining({ credentials: 'omit', keepalive: true, method: 'POST' }),
		);
		const old = visit({ ...at(EARLY), old: true });
		old.lrl('lead');
		expect(old.sent.map(({ how }) => how)).toEqual(['beacon']);
	});
});
