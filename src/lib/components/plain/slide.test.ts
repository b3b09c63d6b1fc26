import { describe, expect, it } from 'vitest';
import type { PrizeView } from '#lib/domain/contest/view.ts';
import type { SceneContent } from '#lib/domain/displays/content.ts';
import { SCENE_KEYS } from '#lib/domain/displays/scenes/keys.ts';
import type { BoardRow } from '#lib/domain/live/events.ts';
import type { Phase } from '#lib/domain/contest/phase.ts';
import { momentSlide, slideOf, type SlideFor } from './slide.ts';

const person = (name: string) => ({
	externalId: name,
	name,
	team: 'Sales',
	office: 'Malmö',
	avatarSeed: name,
});
const row = (rank: number | null, name: string, points: number): BoardRow => ({
	...{ rank, person: person(name), points },
	...{ clicks: 1, engagement: 0, conversions: 0, reachedAt: null, movement: null },
});
const ROWS = [row(1, 'Mira', 1200), row(2, 'Jonas', 900), row(null, 'Ana', 5)];
const PRIZE: PrizeView = {
	...{ id: 'p', kind: 'place', name: 'Gift card', value: '100', currency: 'USD' },
	...{ fromPlace: 1, toPlace: 1, minPoints: null, winners: null, excludePlaceWinners: false },
	...{ ranking: 'main', bracket: null, description: null, stock: null, picture: null },
};
const NOW = Date.parse('2026-11-27T11:05:00Z');

function to(phase: Phase = 'running', frozen = false, rows = ROWS): SlideFor {
	const contest = {
		name: 'Cup',
		slug: 'cup',
		phase,
		timeZone: 'Europe/Stockholm',
		minClicks: 0,
		teams: 'off' as const,
	};
	const times = { startsAt: '2026-11-30T08:00:00Z', endsAt: '2026-12-30T08:00:00Z' };
	const board = { contest: 'cup', phase, frozen, rows, rulesVersion: 1, version: 1, total: 3 };
	return {
		...{ host: 'laurel.example', zone: 'Europe/Stockholm', now: NOW },
		screen: {
			contest: { ...contest, ...times, settledAt: times.endsAt, points: [], prizes: [] },
			board: { ...board, teams: [] },
		},
	};
}

const CONTENTS: { [Key in SceneContent['scene']]: Extract<SceneContent, { scene: Key }> } = {
	board: { scene: 'board', shown: { of: null, top: 8, rows: [], total: 3 } },
	teams: {
		scene: 'teams',
		shown: {
			teams: [{ rank: 1, team: 'Sales', points: '12.5', members: 1 }],
			counts: 'average',
		},
	},
	podium: { scene: 'podium', shown: { rows: ROWS.slice(0, 2), won: false, thank: null } },
	post: {
		scene: 'post',
		shown: {
			...{ title: 'A story', person: person('Mira'), network: 'linkedin', clicks: 1284 },
			...{ sharedAt: '2026-11-25T11:00:00Z', likes: 0, comments: 0, reshares: 0, conversions: 0 },
			thank: null,
		},
	},
	month: {
		scene: 'month',
		shown: { month: '2026-11', rows: [{ rank: 1, person: person('Mira'), clicks: 3 }] },
	},
	showcase: {
		scene: 'showcase',
		shown: {
			month: '2026-10',
			posts: [
				{
					...{ place: 1, title: 'Pay bands', comment: 'Read it.', network: 'LinkedIn' },
					person: { name: 'Mira', avatarSeed: 'm', team: 'Sales' },
				},
			],
		},
	},
	awards: {
		scene: 'awards',
		shown: {
			what: 'both',
			entries: [
				{
					...{ kind: 'badge', id: 'b', person: person('Mira'), at: '2026-11-27T09:00:00Z' },
					...{ art: 'magnet', level: 2, of: 3, name: 'Magnet' },
				},
				{
					...{ kind: 'thanks', id: 't', person: person('Jonas'), at: '2026-11-25T09:00:00Z' },
					...{ by: 'Ana', message: 'Saved my launch' },
				},
			],
		},
	},
	countdown: {
		scene: 'countdown',
		shown: { title: 'Party', until: '2026-11-28T12:06:00Z', to: 'moment' },
	},
	prizes: { scene: 'prizes', shown: { prizes: [PRIZE], rows: ROWS, won: false } },
	join: {
		scene: 'join',
		shown: { host: 'laurel.example', qr: { size: 3, d: 'M0 0h1' }, points: [] },
	},
	goal: { scene: 'goal', shown: { title: '', goal: 'clicks', reached: 500, target: 1000 } },
	words: { scene: 'words', shown: { title: 'Welcome', text: 'One\nTwo', picture: null } },
	picture: { scene: 'picture', shown: { title: '', picture: { id: 'x', alt: 'A hall' } } },
	web: { scene: 'web', shown: { title: '', picture: { id: 'x', alt: 'x' }, asOf: null } },
	clock: { scene: 'clock', shown: {} },
};

const slide = (
	key: SceneContent['scene'],
	more: Partial<SceneContent['shown']> = {},
	from = to(),
) =>
	slideOf({ ...CONTENTS[key], shown: { ...CONTENTS[key].shown, ...more } } as SceneContent, from);

describe('every scene on a screen without a modern engine', () => {
	it.each(SCENE_KEYS)('%s has something to show', (key) => {
		const { title, rows, lines, figure, picture, qr } = slide(key);
		expect([title, ...rows, ...lines, figure, picture, qr].filter(Boolean).length).toBeGreaterThan(
			0,
		);
	});

	it('is the same table as on the others, with a place, or none yet', () => {
		expect(slide('board')).toMatchObject({
			about: 'Live',
			title: 'Cup',
			rows: [
				{ place: '1', name: 'Mira', about: 'Sales · Malmö', value: '1,200', first: true },
				{ place: '2', first: false },
				{ place: '–' },
			],
		});
		expect(slide('board', { of: 'Malmö', rows: ROWS.slice(1, 2) })).toMatchObject({
			about: 'Cup',
			title: 'Malmö',
			rows: [{ name: 'Jonas' }],
		});
	});

	it.each([
		['scheduled', false, 'Starting soon', 0],
		['draft', false, 'Starting soon', 0],
		['cancelled', false, 'Called off', 0],
		['frozen', true, 'Frozen', 3],
		['settling', false, 'Time is up', 3],
		['final', false, 'Final', 3],
	] as const)('says of a board that is %s how it stands', (phase, frozen, about, rows) => {
		const shown = slide('board', {}, to(phase, frozen));
		expect(shown.about).toBe(about);
		expect(shown.rows).toHaveLength(rows);
	});

	it('waits for a reveal, and says so of a table that nobody is in', () => {
		const held = slide('board', {}, to('final', true));
		expect(held.about).not.toBe('Final');
		expect(held.lines).toHaveLength(1);
		expect(slide('board', {}, to('running', false, [])).lines).toEqual(['Nobody has scored yet']);
	});

	it('tells the time left, the clock of the zone, and who has won', () => {
		expect(slide('countdown').figure).toBe('1 day 1 hour 1 min');
		expect(slide('clock')).toMatchObject({ figure: '12:05', title: 'Friday 27 November' });
		expect(slideOf(null, to())).toEqual(slide('clock'));
		expect(slide('prizes').rows[0]).toMatchObject({
			name: '1st',
			about: 'Gift card',
			value: '$100',
		});
		expect(slide('prizes', { won: true }).rows[0]).toMatchObject({ name: 'Mira', about: '1st' });
		const among = '2 drawn among everyone on the board';
		const drawn = { ...PRIZE, kind: 'draw' as const, fromPlace: null, winners: 2 };
		const prizes = [{ ...drawn, drawn: ['Ana', 'Bo'] }, { ...drawn, drawn: [] }, drawn];
		expect(slide('prizes', { won: true, prizes }).rows.map(({ name }) => name)).toEqual([
			...['Ana, Bo', among, among],
		]);
		expect(slide('podium', { won: true }).title).toBe('The winners');
		expect(slide('goal', { title: 'Ours' }).title).toBe('Ours');
		expect(slide('words', { text: '' }).lines).toEqual([]);
	});

	it('says what somebody earned and was thanked for, and when', () => {
		expect(slide('awards')).toMatchObject({
			title: 'Latest badges and thanks',
			rows: [
				{ name: 'Mira', about: 'Magnet, level 2 of 3', value: 'today' },
				{ name: 'Jonas', about: 'Ana: “Saved my launch”', value: '2 days ago' },
			],
		});
		expect(slide('awards', { what: 'thanks' }).title).toBe('Latest thanks');
	});

	it('says how old a picture of the web is that could not be had anew', () => {
		expect(slide('web').lines).toEqual([]);
		expect(slide('web', { asOf: '2026-11-27T09:00:00Z' }).lines).toEqual(['As of 10:00']);
	});

	it('says what the figures of a team, and a goal that is near or reached, are', () => {
		const about = (counts: object | string) => slide('teams', { counts } as never).about;
		expect(about('average')).toBe('Cup · points per person');
		expect(about('sum')).toBe('Cup · points of all its people');
		expect(about({ mode: 'top', k: 5 })).toBe('Cup · points of its best 5');
		expect(about('off')).toBe('Cup');
		expect(slide('goal').lines[1]).toBe('500 clicks to go. Every one counts.');
		expect(slide('goal', { reached: 1000 }).lines[1]).toBe('Reached! Thank you, everybody.');
	});

	it('shows a contest’s moments', () => {
		expect(momentSlide('start', to())).toMatchObject({ title: 'Cup', about: 'It has begun' });
		expect(momentSlide('lastHour', to())).toMatchObject({ about: 'Cup', title: 'The last hour' });
		expect(momentSlide('lastMinute', to()).figure).toContain('days');
		expect(momentSlide('leader', to())).toMatchObject({
			...{ about: 'New in the lead', title: 'Mira' },
			...{ figure: '1,200 points', lines: ['Sales · Malmö'] },
		});
		expect(momentSlide('lastMinute', { ...to(), screen: null })).toMatchObject({
			about: 'laurel.example',
			figure: null,
		});
	});

	it('does without a contest', () => {
		expect(slide('month', {}, { ...to(), screen: null }).title).toBe('Top five of November 2026');
		expect(slide('board', {}, { ...to(), screen: null }).title).toBe('laurel.example');
	});
});
