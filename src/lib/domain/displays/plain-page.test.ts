import { describe, expect, it } from 'vitest';
import { plainPage, shownOn } from './plain-page.ts';
import { displaySettingsSchema } from './settings.ts';

const AT = new Date('2026-11-27T11:00:02Z');
const words = (title: string) => ({
	scene: 'words' as const,
	shown: { title, text: '', picture: null },
});
const item = (id: string, seconds: number) => ({
	...{ id, seconds, hours: null, weekdays: [] },
	content: words(id),
});

type Read = Parameters<typeof plainPage>[0];
type Over = {
	items?: ReturnType<typeof item>[];
	settings?: object;
	display?: object;
	screen?: Read['screen'];
};

function page(over: Over) {
	const display = {
		...{ id: 'x', name: 'Hall', office: null, timeZone: 'Europe/Stockholm' },
		...{ identifyUntil: null, reloadSeq: 0, ...over.display },
		settings: displaySettingsSchema.parse(over.settings ?? {}),
	};
	const takeovers = [
		{
			...{ id: 't', from: '2026-11-27T11:10:00Z', until: '2026-11-27T11:20:00Z' },
			content: words('now'),
		},
	];
	const items = over.items ?? [];
	return (at: Date, leaderAt: number | null = null) =>
		plainPage(
			{ programme: { display }, items, takeovers, screen: over.screen ?? null },
			'laurel.example',
			at,
			leaderAt,
		);
}

describe('a page without a script', () => {
	it('shows the scene whose turn it is, and looks again when its time is over, but not all the time', () => {
		const of = page({ items: [item('a', 5), item('b', 600)] });
		const first = of(new Date(0));
		expect(first).toMatchObject({ content: words('a'), since: 0, seconds: 5, screen: null });
		expect(of(new Date(4500))).toMatchObject({ content: words('a'), seconds: 3 });
		expect(of(new Date(6000))).toMatchObject({ content: words('b'), since: 5000, seconds: 15 });
	});

	it('looks again within five seconds while it shows what an author may take back', () => {
		const shown = { month: '2026-10', posts: [] };
		const best = { ...item('a', 60), content: { scene: 'showcase' as const, shown } };
		const display = {
			...{ id: 'x', name: 'Hall', office: null, timeZone: 'UTC', identifyUntil: null },
			...{ reloadSeq: 0, settings: displaySettingsSchema.parse({}) },
		};
		const read = { programme: { display }, items: [best], takeovers: [], screen: null };
		expect(plainPage(read, 'laurel.example', new Date(0)).seconds).toBe(4);
	});

	it('has none while nothing is due, and what is shown now goes before everything', () => {
		const of = page({});
		expect(of(AT)).toMatchObject({ content: null, name: 'Hall', host: 'laurel.example' });
		expect(of(new Date('2026-11-27T11:19:55Z'))).toMatchObject({
			content: words('now'),
			seconds: 5,
		});
	});

	it('shows the moments of a contest, behind what is shown now', () => {
		const contest = { startsAt: '2026-11-27T10:00:00Z', endsAt: '2026-11-27T12:10:30Z' };
		const of = (phase: string) =>
			page({
				items: [item('a', 600)],
				screen: { contest, board: { phase } } as unknown as Read['screen'],
			});
		const moment = (time: string, phase = 'running') =>
			of(phase)(new Date(`2026-11-27T${time}Z`)).moment;
		expect(moment('10:00:30')).toBe('start');
		expect(moment('10:01:00')).toBeNull();
		expect(moment('11:10:20')).toBeNull();
		expect(moment('11:20:00')).toBeNull();
		expect(moment('11:10:40', 'frozen')).toBeNull();
		expect(moment('12:09:40', 'frozen')).toBe('lastMinute');
		expect(moment('12:09:40', 'final')).toBeNull();
		expect(of('running')(new Date('2026-11-27T10:00:58Z')).seconds).toBe(3);
		// It looks again just when the next one begins, and is there for all of it.
		expect(of('running')(new Date('2026-11-27T09:59:52Z')).seconds).toBe(8);
		expect(of('running')(new Date('2026-11-27T12:09:25Z')).seconds).toBe(5);
		expect(page({ items: [item('a', 600)] })(new Date('2026-11-27T11:09:53Z')).seconds).toBe(7);
	});

	it('shows who has just taken the lead for 20 seconds, and nobody while the board is frozen', () => {
		const contest = { startsAt: '2026-11-01T10:00:00Z', endsAt: '2026-11-30T10:00:00Z' };
		const of = (phase: string) =>
			page({ screen: { contest, board: { phase } } as unknown as Read['screen'] });
		const since = AT.getTime();
		const after = (seconds: number) => new Date(since + seconds * 1000);
		expect(of('running')(after(1), since)).toMatchObject({ moment: 'leader', seconds: 15 });
		expect(of('running')(after(16), since)).toMatchObject({ moment: 'leader', seconds: 4 });
		expect(of('running')(after(20), since).moment).toBeNull();
		expect(of('running')(after(1)).moment).toBeNull();
		expect(of('frozen')(after(1), since).moment).toBeNull();
	});

	it('is a reveal’s while it runs, whatever else is due, and looks for each step in two seconds', () => {
		const contest = { startsAt: '2026-11-01T10:00:00Z', endsAt: '2026-11-20T10:00:00Z' };
		const of = (state: string | null, frozen = true) => {
			const reveal = state && { state, step: 3, total: 9, scene: { kind: 'place' } };
			const screen = { contest, board: { phase: 'final', frozen }, reveal };
			const read = { items: [item('a', 600)], screen: screen as unknown as Read['screen'] };
			return page(read)(new Date('2026-11-27T11:12:00Z'));
		};
		const running = of('running');
		expect(running).toMatchObject({ reveal: { step: 3, total: 9 }, seconds: 2 });
		expect(shownOn(running)).toBe('reveal');
		// It waits for one, and once it is over the rest is shown again.
		expect(of(null)).toMatchObject({ reveal: null, seconds: 5 });
		expect(of('done', false)).toMatchObject({ reveal: null, content: words('now'), seconds: 15 });
		expect(shownOn(of('done', false))).toBe('words');
		expect(shownOn(page({})(AT))).toBe('clock');
	});

	it('is dark at night by the screen’s zone, and tells the screen’s name while somebody looks for it', () => {
		const night = { from: '11:00', to: '12:30', mode: 'dim' };
		expect(page({ settings: { night } })(AT).dark).toBe('dim');
		expect(page({ settings: { night: { ...night, to: '11:30' } } })(AT).dark).toBeNull();
		expect(page({})(AT)).toMatchObject({ dark: null, identify: false });
		const looked = (identifyUntil: string) => page({ display: { identifyUntil } })(AT).identify;
		expect(looked('2026-11-27T11:00:30Z')).toBe(true);
		expect(looked('2026-11-27T11:00:00Z')).toBe(false);
	});
});
