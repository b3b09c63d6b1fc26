import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { METRICS, rulesSchema, type RulesInput } from '#lib/domain/contest/rules.ts';
import { rulesInWords } from '#lib/domain/contest/words.ts';
import { manyOf, oneOf, ruleText } from './words.ts';

// A time of this year is told without it.
beforeAll(() => void vi.useFakeTimers({ now: new Date('2026-10-05T12:00:00Z'), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

const box = {
	startsAt: '2026-10-01T00:00:00Z',
	endsAt: '2026-11-01T00:00:00Z',
	timeZone: 'Europe/Stockholm',
};

/** What a reader finds under "The rules in plain words". */
const read = (more: Partial<RulesInput>, dedupeHours = 24) =>
	rulesInWords(
		rulesSchema.parse({ ...box, metrics: { click: { points: 1 } }, ...more }),
		dedupeHours,
	).map(ruleText);

describe('the rules as a reader finds them', () => {
	it('tell the time box in the clock of the contest’s own zone', () => {
		const [sentence] = read({});
		expect(sentence).toBe(
			'It runs from 1 Oct, 02:00 up to 1 Nov, 01:00, and a day is a calendar day in Stockholm.',
		);
	});

	it('say “1 point” of one and “points” of more', () => {
		const sentences = read({ metrics: { click: { points: 1 }, conversion: { points: 25 } } });
		expect(sentences).toContain('A click brings 1 point.');
		expect(sentences).toContain('A conversion brings 25 points.');
	});

	it('name each metric that is shown without bringing points', () => {
		expect(read({ metrics: { like: { points: 0 } } })).toContain(
			'Likes are counted and shown but bring no points.',
		);
	});

	it('tell the cap of a day from the cap of a post and day', () => {
		const sentences = read({ metrics: { click: { points: 1, dailyCap: 1500, postDailyCap: 40 } } });
		expect(sentences).toContain('At most 1,500 clicks count per person and day.');
		expect(sentences).toContain('At most 40 clicks count per post and day.');
	});

	it('list what does not count at all, and leave the sentence out when everything does', () => {
		expect(read({ metrics: { click: { points: 1 }, like: { points: 1 } } })).toContain(
			'Not counted: comments, reshares, and conversions.',
		);
		const all = read({
			metrics: Object.fromEntries(METRICS.map((metric) => [metric, { points: 1 }])),
		});
		expect(all.join(' ')).not.toContain('Not counted');
	});

	it('always say that sharing brings nothing', () => {
		expect(read({})).toContain('Sharing itself never brings points.');
	});

	it('give the program’s own window within which a visitor counts once', () => {
		expect(read({}, 6)).toContain(
			'A visitor who opens the same link again within 6 hours counts once.',
		);
	});

	it('tell whether links from before the start count', () => {
		expect(read({ posts: 'any' })).toContain('Links shared before the start count too.');
		expect(read({ posts: 'shared-in-contest' })).toContain(
			'Only links shared since the start count.',
		);
	});

	it('name groups and teams that do not compete, but only count people', () => {
		const exclude = { people: ['mira'], teams: ['Marketing'], groups: ['board'] };
		expect(read({ exclude })).toContain('Not competing: board, Marketing, and 1 person by name.');
		const several = { ...exclude, people: ['mira', 'noor'] };
		expect(read({ exclude: several }).join(' ')).toContain('2 people by name');
		expect(read({ exclude: { people: [], teams: ['Marketing'], groups: [] } })).toContain(
			'Not competing: Marketing.',
		);
	});

	it('say how many clicks a rank needs', () => {
		expect(read({ minClicks: 1000 })).toContain('A rank needs at least 1,000 counted clicks.');
	});

	it('say what a rank asks for', () => {
		expect(read({ requires: ['certificate', 'guidelines'] })).toContain(
			'To be ranked, a person needs before the end: the accepted guidelines and the certificate of the course. Points count all the same.',
		);
	});

	it('give the tie-breaks in the order of the rules, or say that places are shared', () => {
		expect(read({ tieBreaks: ['earliest', 'clicks', 'engagement', 'conversions'] })).toContain(
			'Equal points are decided by who got there earlier, more clicks, more likes, comments and reshares, and more conversions; still equal is a shared place.',
		);
		expect(read({})).toContain('Equal points share a place.');
	});

	it('tell when the board freezes, in the contest’s own zone', () => {
		expect(read({ freezeAt: '2026-10-30T10:00:00Z' }).join(' ')).toContain(
			'From 30 Oct, 11:00 the public board stands still',
		);
	});

	it('tell for how long late reports are taken', () => {
		expect(read({ settleHours: 72 }).at(-1)).toContain('up to 72 hours after the end still counts');
		expect(read({ settleHours: 0 }).at(-1)).toContain('right after the end');
	});

	it('tell the three ways of counting teams apart', () => {
		expect(read({ teams: 'sum' })).toContain('A team’s points are the sum of its members’.');
		expect(read({ teams: 'average' }).join(' ')).toContain(
			'the average over its competing members',
		);
		expect(read({ teams: { mode: 'top', k: 5 } }).join(' ')).toContain(
			'the sum of its best 5 members',
		);
		expect(read({ teams: 'off' }).join(' ')).not.toContain('team');
	});

	it('tell who also competes among themselves, and that one is compared with one’s last contest', () => {
		expect(read({ brackets: 'office' }).join(' ')).toContain('The people of each office also');
		expect(read({ brackets: 'team' }).join(' ')).toContain('The people of each team also');
		const brackets = [
			{ name: 'Juniors', groups: ['junior'] },
			{ name: 'Seniors', groups: ['senior'] },
		];
		expect(read({ brackets })).toContain(
			'These also compete among themselves, each in a table of its own: Juniors and Seniors.',
		);
		expect(read({ mostImproved: true }).join(' ')).toContain('your own last contest');
		expect(read({}).join(' ')).not.toMatch(/compete among|last contest/);
	});

	it('have a word for one and for several of every metric', () => {
		expect(METRICS.map(oneOf)).toEqual(['click', 'like', 'comment', 'reshare', 'conversion']);
		expect(METRICS.map(manyOf)).toEqual(METRICS.map((metric) => `${metric}s`));
	});
});
