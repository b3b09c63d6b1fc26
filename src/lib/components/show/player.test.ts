import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Show } from '#lib/domain/displays/show.ts';
import { Player } from './player.svelte.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From the moment a screen could have it until it shows it. */
const BACK_WITHIN_MS = 5 * SECOND;
/** Friday. */
const START = Date.parse('2026-11-27T16:00:00Z');
/** The screen's own clock is so far off. */
const WRONG_BY = 5 * HOUR;

const reload = vi.fn();
/** The server's clock goes on with the machine's, which may be set meanwhile. */
let set = 0;
const serverNow = () => Date.now() - WRONG_BY - set;

/** What the portal would show: a text all day, and another one on weekends. */
function show(text = 'first', build = '1'): Show {
	const timed = { seconds: 60, hours: null };
	return {
		display: {
			id: '0',
			name: 'Kitchen',
			office: null,
			timeZone: 'Europe/Stockholm',
			settings: { safeMarginPercent: 5, rotate: 0, night: null, plain: null },
			identifyUntil: null,
			reloadSeq: 0,
		},
		items: [
			{ id: 'week', ...timed, weekdays: [1, 2, 3, 4, 5], scene: 'words', html: text, alive: null },
			{ id: 'end', ...timed, weekdays: [6, 7], scene: 'words', html: 'weekend', alive: null },
		],
		takeovers: [],
		screen: null,
		host: 'laurel.example',
		now: new Date(serverNow()).toISOString(),
		build,
	} as unknown as Show;
}

type Network = (signal: AbortSignal) => Promise<Response>;
const answers =
	(text?: string, build?: string): Network =>
	() =>
		Promise.resolve(Response.json(show(text, build)));
const refuses: Network = () => Promise.reject(new TypeError('Failed to fetch'));
const unavailable: Network = () => Promise.resolve(new Response('', { status: 503 }));
/** Nothing comes back, neither an answer nor an error: a switch was turned off on the way. */
const silent: Network = (signal) =>
	new Promise((_, failed) =>
		signal.addEventListener('abort', () => failed(new DOMException('Aborted', 'AbortError'))),
	);

/** As src/screen-worker.ts does when a network was silent for long enough. */
const workerKept: Network = (signal) =>
	new Promise((answered, failed) => {
		const kept = show('kept');
		const late = { ...kept, now: new Date(START).toISOString() };
		const give = () => answered(Response.json(late, { headers: { 'x-laurel-kept': '1' } }));
		const timer = setTimeout(give, 8 * SECOND);
		signal.addEventListener('abort', () => {
			clearTimeout(timer);
			failed(new DOMException('Aborted', 'AbortError'));
		});
	});

let network: Network;
let asked = 0;
let stop: () => void;

function start(kept = false): Player {
	const player = new Player(show(), '/tv/show');
	stop = player.start(kept);
	return player;
}

/** How long it takes until the screen shows it. */
async function shows(player: Player, text: string): Promise<number> {
	const since = Date.now();
	while (player.play.item?.html !== text || player.lostSince !== null) {
		if (Date.now() - since > HOUR) throw new Error(`It shows ${player.play.item?.html}.`);
		await vi.advanceTimersByTimeAsync(100);
	}
	return Date.now() - since;
}

beforeEach(() => {
	vi.useFakeTimers({ now: START + WRONG_BY });
	set = 0;
	asked = 0;
	network = answers();
	reload.mockReset();
	vi.stubGlobal('location', { reload });
	vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => {
		asked += 1;
		return network(signal);
	});
	const events = new EventTarget();
	vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
	vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));
	vi.stubGlobal('dispatchEvent', events.dispatchEvent.bind(events));
	const store = () => {
		const kept = new Map<string, string>();
		return {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value),
		};
	};
	vi.stubGlobal('localStorage', store());
	vi.stubGlobal('sessionStorage', store());
});
afterEach(() => {
	stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('a screen that nobody is near', () => {
	it.each([
		['has no database', unavailable],
		['refuses the connection', refuses],
		['is behind a network that swallows everything', silent],
		['is away and its worker gives what it had kept', workerKept],
	])(
		'keeps what it shows while its server %s, says since when, and is right within 5 s of its return',
		async (_, away) => {
			const player = start();
			let text = 'first';
			for (const seconds of [30, 31.7, 33.1, 180, 1200]) {
				await vi.advanceTimersByTimeAsync(MINUTE);
				const { answeredAt } = player;
				network = away;
				await vi.advanceTimersByTimeAsync(seconds * SECOND);
				expect(player.play.item?.html).toBe(text);
				expect(player.closed).toBe(false);
				// By the server's clock, which is right: when it was last heard of.
				expect(player.lostSince).toBeGreaterThanOrEqual(answeredAt);
				expect(serverNow() - player.lostSince!).toBeGreaterThan((seconds - 1) * SECOND);
				text = `after ${seconds}`;
				network = answers(text);
				expect(await shows(player, text)).toBeLessThanOrEqual(BACK_WITHIN_MS);
			}
			expect(reload).not.toHaveBeenCalled();
		},
	);

	it('goes on by the calendar through a weekend without a network, awake and asleep, asking at a steady pace', async () => {
		network = refuses;
		const player = start();
		const [asksAt, timers] = [asked, vi.getTimerCount()];
		// Half past midnight in Stockholm.
		await vi.advanceTimersByTimeAsync(7.5 * HOUR);
		expect(player.play.item?.html).toBe('weekend');
		const everyMs = (7.5 * HOUR) / (asked - asksAt);
		expect(everyMs).toBeGreaterThan(1500);
		expect(everyMs).toBeLessThan(3000);
		vi.setSystemTime(Date.now() + 47.9 * HOUR);
		await vi.advanceTimersByTimeAsync(0.5 * HOUR);
		expect(player.play.item?.html).toBe('first');
		expect(player.lostSince).toBe(START);
		expect(vi.getTimerCount()).toBe(timers);
		network = answers('monday');
		expect(await shows(player, 'monday')).toBeLessThanOrEqual(BACK_WITHIN_MS);
	});

	it('tells the time by the server, also when its own clock is wrong by hours or set meanwhile', async () => {
		const player = start();
		expect(player.now).toBe(START);
		await vi.advanceTimersByTimeAsync(MINUTE);
		set = -WRONG_BY;
		vi.setSystemTime(Date.now() - WRONG_BY);
		await vi.advanceTimersByTimeAsync(2 * SECOND);
		expect(player.now).toBeGreaterThan(START + MINUTE);
		expect(player.now).toBeLessThan(START + MINUTE + 5 * SECOND);
		expect(player.play.item?.html).toBe('first');
	});

	it('that came up without a network tells the age of what it shows, and the time as its server told it last', async () => {
		network = answers();
		start();
		await vi.advanceTimersByTimeAsync(MINUTE);
		stop();
		const kept = new Player({ ...show(), now: new Date(START).toISOString() }, '/tv/show');
		network = refuses;
		await vi.advanceTimersByTimeAsync(2 * HOUR);
		stop = kept.start(true);
		expect(kept.now).toBe(START + MINUTE + 2 * HOUR);
		expect(kept.lostSince).toBe(START);
		network = answers('second');
		expect(await shows(kept, 'second')).toBeLessThanOrEqual(BACK_WITHIN_MS);
	});

	it('does not take an answer that its worker had kept for one of the server', async () => {
		const player = start();
		await vi.advanceTimersByTimeAsync(MINUTE);
		const old = show('kept', '2');
		network = () => Promise.resolve(Response.json(old, { headers: { 'x-laurel-kept': '1' } }));
		await vi.advanceTimersByTimeAsync(MINUTE);
		expect(player.lostSince).not.toBeNull();
		expect(reload).not.toHaveBeenCalled();
		network = answers('second');
		expect(await shows(player, 'second')).toBeLessThanOrEqual(BACK_WITHIN_MS);
	});

	it('loads a newer version once, however often it is told of it', async () => {
		start();
		network = answers('first', '2');
		await vi.advanceTimersByTimeAsync(10 * MINUTE);
		expect(reload).toHaveBeenCalledOnce();
		network = answers('first', '3');
		await vi.advanceTimersByTimeAsync(10 * MINUTE);
		expect(reload).toHaveBeenCalledTimes(2);
	});

	it('loads it once more when its worker gave the old page for it, because the server was slow, but not at once', async () => {
		start();
		network = answers('first', '2');
		await vi.advanceTimersByTimeAsync(MINUTE);
		expect(reload).toHaveBeenCalledOnce();
		stop();
		start(true);
		await vi.advanceTimersByTimeAsync(15 * SECOND);
		expect(reload).toHaveBeenCalledOnce();
		await vi.advanceTimersByTimeAsync(15 * SECOND);
		expect(reload.mock.calls.length).toBeGreaterThan(1);
	});

	it('waits for a still board before it loads a newer version, but not for ever', async () => {
		const player = start();
		network = answers('first', '2');
		const moving = setInterval(() => player.moved(), SECOND);
		await vi.advanceTimersByTimeAsync(4 * MINUTE);
		expect(reload).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(2 * MINUTE);
		expect(reload).toHaveBeenCalledOnce();
		clearInterval(moving);
	});

	it.each([401, 404, 410])(
		'shows nothing any more once it is answered %i, and begins anew when it may',
		async (status) => {
			const player = start();
			network = () => Promise.resolve(new Response('', { status }));
			await vi.advanceTimersByTimeAsync(MINUTE);
			expect(player.closed).toBe(true);
			network = answers('second');
			await vi.advanceTimersByTimeAsync(BACK_WITHIN_MS);
			expect(reload).toHaveBeenCalled();
		},
	);

	it('is told that its network is gone, and says so at once', async () => {
		const player = start();
		network = refuses;
		dispatchEvent(new Event('offline'));
		await vi.advanceTimersByTimeAsync(100);
		expect(player.lostSince).toBe(START);
	});

	it('is told that its network is back, and asks at once', async () => {
		const player = start();
		network = silent;
		await vi.advanceTimersByTimeAsync(5 * MINUTE);
		network = answers('second');
		dispatchEvent(new Event('online'));
		expect(await shows(player, 'second')).toBeLessThanOrEqual(SECOND);
	});
});
