import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, ranked, rateOf, type Candidate, type Decided } from './choose.ts';
import { DEFAULT_SHOWCASE_RULE, type ShowcaseRule } from './rule.ts';
import { SHOWCASE_SIZE } from './size.ts';

const rule = (over: Partial<ShowcaseRule> = {}): ShowcaseRule => ({
	...DEFAULT_SHOWCASE_RULE,
	...over,
});
const post = (linkId: string, over: Partial<Candidate> = {}): Candidate => ({
	...{ linkId, personId: linkId, clicks: 0, conversations: 0, engagements: 0, impressions: 0 },
	...over,
	engagements: over.engagements ?? (over.clicks ?? 0) + (over.conversations ?? 0),
});
const ids = (posts: readonly Candidate[]) => posts.map(({ linkId }) => linkId);

describe('the order of a month’s posts', () => {
	it('is by clicks, or by comments, as the owner says', () => {
		const posts = [
			post('a', { clicks: 10, conversations: 1 }),
			post('b', { clicks: 3, conversations: 9 }),
			post('c', { clicks: 7 }),
		];
		expect(ids(ranked(posts, rule()))).toEqual(['a', 'c', 'b']);
		expect(ids(ranked(posts, rule({ metric: 'conversations' })))).toEqual(['b', 'a', 'c']);
	});

	it('by rate is of posts that were seen often enough: one of one does not win', () => {
		const lucky = post('lucky', { clicks: 1, impressions: 1 });
		const good = post('good', { clicks: 30, impressions: 300 });
		const seen = post('seen', { clicks: 60, impressions: 3000 });
		const unknown = post('unknown', { clicks: 90 });
		const byRate = rule({ metric: 'rate', leastImpressions: 200 });
		expect(rateOf(lucky, byRate)).toBeNull();
		expect(rateOf(good, byRate)).toBe(10);
		expect(ids(ranked([lucky, unknown, seen, good], byRate))).toEqual([
			...['good', 'seen', 'unknown', 'lucky'],
		]);
	});

	it('of equal posts goes by clicks, then comments, then their links, and leaves out what brought nothing', () => {
		const posts = [
			post('d', { engagements: 4 }),
			post('c', { clicks: 2, conversations: 2 }),
			post('b', { clicks: 2, conversations: 2 }),
			post('a', { clicks: 2 }),
			post('none', { impressions: 900 }),
		];
		expect(ids(ranked(posts, rule()))).toEqual(['b', 'c', 'a', 'd']);
		expect(ids(ranked(posts, rule({ metric: 'conversations' })))).toEqual(['b', 'c', 'a', 'd']);
	});

	it('is the same in whatever order the posts come', () => {
		const small = fc.nat({ max: 3 });
		const anyPost = fc.record({ clicks: small, conversations: small, impressions: small });
		fc.assert(
			fc.property(
				fc.array(anyPost, { maxLength: 12 }),
				fc.constantFrom(...(['clicks', 'conversations', 'rate'] as const)),
				fc.infiniteStream(fc.nat()),
				(many, metric, noise) => {
					const posts = many.map((one, index) => post(String(index), one));
					const keys = new Map(posts.map(({ linkId }) => [linkId, noise.next().value as number]));
					const mixed = posts.toSorted((a, b) => keys.get(a.linkId)! - keys.get(b.linkId)!);
					const by = rule({ metric, leastImpressions: 2 });
					expect(ids(ranked(mixed, by))).toEqual(ids(ranked(posts, by)));
				},
			),
		);
	});
});

const entry = (id: string, rank: number, over: Partial<Decided> = {}): Decided => ({
	...{ id, personId: id, rank, decision: 'auto', pinnedAt: null, refused: false },
	...over,
});
const names = (entries: readonly Decided[]) => entries.map(({ id }) => id).join('');
const many = (count: number, over: (index: number) => Partial<Decided> = () => ({})) =>
	Array.from({ length: count }, (_, i) => entry('abcdefgh'[i]!, i + 1, over(i)));

describe('the places of a showcase', () => {
	it('are those of the five best, one of a person', () => {
		expect(names(arrange(many(8), 1))).toBe('abcde');
		const same = many(8, (i) => (i < 3 ? { personId: 'mira' } : {}));
		expect(names(arrange(same, 1))).toBe('adefg');
		expect(names(arrange(same, 2))).toBe('abdef');
		expect(names(arrange(many(2), 1))).toBe('ab');
	});

	it('leave out what a curator or an author does: the next ones move up', () => {
		const left = many(8, (i) => (i === 1 ? { decision: 'out' } : i === 2 ? { refused: true } : {}));
		expect(names(arrange(left, 1))).toBe('adefg');
	});

	it('hold a pin where it was pinned, or last without a place', () => {
		const pinned = (i: number, place: number | null): Partial<Decided> => ({
			...{ decision: 'pin', pinnedAt: place },
		});
		expect(
			names(
				arrange(
					many(8, (i) => (i === 7 ? pinned(i, 2) : {})),
					1,
				),
			),
		).toBe('ahbcd');
		expect(
			names(
				arrange(
					many(8, (i) => (i === 7 ? pinned(i, null) : {})),
					1,
				),
			),
		).toBe('abcdh');
		expect(
			names(
				arrange(
					many(2, (i) => (i === 0 ? pinned(i, 5) : {})),
					1,
				),
			),
		).toBe('ba');
		const three = many(8, (i) => (i > 4 ? pinned(i, i === 7 ? 1 : 3) : {}));
		expect(names(arrange(three, 1))).toBe('hafgb');
		const equal = many(3, (i) => pinned(i, i === 2 ? null : 2));
		expect(names(arrange(equal, 1))).toBe('abc');
		// Nobody refused gets in by a pin.
		expect(names(arrange([entry('a', 1, { decision: 'pin', refused: true })], 1))).toBe('');
	});

	it('of a person may be more than the rule’s by pins, which count towards it', () => {
		const mira = many(8, (i) => ({
			...(i < 3 ? { personId: 'mira' } : {}),
			...(i === 1 || i === 2 ? { decision: 'pin' as const, pinnedAt: i } : {}),
		}));
		expect(names(arrange(mira, 1))).toBe('bcdef');
	});

	it('are five at most, each once, and never somebody’s who was left out', () => {
		const any = fc.record({
			personId: fc.constantFrom('p', 'q', 'r', 's'),
			decision: fc.constantFrom('auto', 'pin', 'out'),
			pinnedAt: fc.option(fc.integer({ min: 1, max: 5 })),
			refused: fc.boolean(),
		}) as fc.Arbitrary<Partial<Decided>>;
		fc.assert(
			fc.property(fc.array(any, { maxLength: 8 }), fc.integer({ min: 1, max: 5 }), (all, per) => {
				const entries = all.map((one, i) => entry(String(i), i + 1, one));
				const placed = arrange(entries, per);
				const open = entries.filter((one) => one.decision !== 'out' && !one.refused);
				expect(placed.length).toBeLessThanOrEqual(SHOWCASE_SIZE);
				expect(new Set(placed).size).toBe(placed.length);
				for (const one of placed) expect(open).toContain(one);
				const pins = open.filter(({ decision }) => decision === 'pin').length;
				const kept = placed.filter(({ decision }) => decision === 'pin').length;
				expect(kept).toBe(Math.min(pins, SHOWCASE_SIZE));
			}),
		);
	});
});
