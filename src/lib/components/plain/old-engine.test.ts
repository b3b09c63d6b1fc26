import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const read = (name: string) => readFileSync(`static/${name}`, 'utf8');
const SOURCE = `${read('tv-engine.js')}\n${read('tv-plain.js')}`;

const reload = vi.fn();
const replace = vi.fn();
let status = 200;
let asked = 0;
/** What the screen follows, as the server tells it: another text when it has changed. */
let programme = { status: 200, tag: '"v1"' as string | null };

/** As little of it as engines have had for twenty years. */
class XMLHttpRequest {
	readyState = 0;
	status = 0;
	onreadystatechange: () => void = () => undefined;
	#ofProgramme = false;
	open(_: string, address: string) {
		this.#ofProgramme = address === '/tv/programme';
	}
	send() {
		if (!this.#ofProgramme) asked += 1;
		setTimeout(() => {
			this.readyState = 4;
			this.status = this.#ofProgramme && status === 200 ? programme.status : status;
			this.onreadystatechange();
		}, 50);
	}
	setRequestHeader = () => undefined;
	getResponseHeader = () => programme.tag;
}

/** Runs both scripts on a page; `able`: the engine can run the pages' own. */
function run(attributes: Record<string, string>, able = false): void {
	const window = {
		location: { reload, replace, href: '/tv/plain' },
		...(able ? { CSS: { supports: () => true } } : {}),
	};
	runInNewContext(SOURCE, {
		...{ window, XMLHttpRequest, Number },
		setTimeout: (then: () => void, ms: number) => setTimeout(then, ms),
		document: {
			getElementById: () => ({ getAttribute: (name: string) => attributes[name] ?? null }),
			createElement: () => (able ? { noModule: false } : {}),
		},
	});
}

beforeEach(() => {
	vi.useFakeTimers();
	[status, asked] = [200, 0];
	programme = { status: 200, tag: '"v1"' };
	reload.mockReset();
	replace.mockReset();
});
afterEach(() => vi.useRealTimers());

describe('a screen whose engine is old', () => {
	it('is sent from a page that it can not show to one that it can', () => {
		run({ 'data-else': '/tv/plain' });
		expect(replace).toHaveBeenCalledExactlyOnceWith('/tv/plain');
		run({ 'data-else': '/tv/plain' }, true);
		run({});
		expect(replace).toHaveBeenCalledOnce();
	});

	it('draws itself anew when its time is over', () => {
		run({ 'data-seconds': '7' });
		vi.advanceTimersByTime(6_900);
		expect(asked).toBe(0);
		vi.advanceTimersByTime(200);
		expect(reload).toHaveBeenCalledOnce();
	});

	it('stays as it is while its server is away or in trouble, and is there within 5 s of its return', () => {
		run({ 'data-seconds': '3' });
		status = 0;
		vi.advanceTimersByTime(60_000);
		status = 503;
		vi.advanceTimersByTime(60_000);
		expect(reload).not.toHaveBeenCalled();
		expect(asked).toBeGreaterThan(30);
		status = 200;
		vi.advanceTimersByTime(5_000);
		expect(reload).toHaveBeenCalledOnce();
	});

	it.each([
		['was changed, or something is shown now', { status: 200, tag: '"v2"' }],
		['is revoked', { status: 401, tag: null }],
	])('looks within two seconds when what it follows %s', (_, told) => {
		run({ 'data-seconds': '15', 'data-version': 'v1' });
		vi.advanceTimersByTime(5_000);
		expect(asked).toBe(0);
		programme = told;
		vi.advanceTimersByTime(2_000);
		expect(reload).toHaveBeenCalledOnce();
		vi.advanceTimersByTime(60_000);
		expect(reload).toHaveBeenCalledOnce();
	});

	it.each(['W/"v1"', '"v1-gzip"', null])('knows what it follows by a tag such as %s', (tag) => {
		programme = { status: 200, tag };
		run({ 'data-seconds': '60', 'data-version': 'v1' });
		vi.advanceTimersByTime(59_000);
		expect(asked).toBe(0);
	});

	it('stays as it is while its server is away, though it asks what it follows', () => {
		run({ 'data-seconds': '15', 'data-version': 'v1' });
		status = 503;
		vi.advanceTimersByTime(14_000);
		expect([asked, reload.mock.calls.length]).toEqual([0, 0]);
	});

	it('asks whether it has been let in, which newer ones do by the page’s own script', () => {
		run({ 'data-seconds': '5', 'data-old-only': 'yes' }, true);
		vi.advanceTimersByTime(60_000);
		expect(asked).toBe(0);
		run({ 'data-seconds': '5', 'data-old-only': 'yes' });
		vi.advanceTimersByTime(5_100);
		expect(reload).toHaveBeenCalledOnce();
	});
});
