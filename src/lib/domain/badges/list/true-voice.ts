import { ONCE, type Badge } from '../badge.ts';
import type { BadgeFacts } from '../facts.ts';

const OWN = 70;
const IN_A_ROW = 10;
const at = Date.parse('2026-03-02T09:00:00.000Z');
const posts = (count: number, own: (index: number) => number): Partial<BadgeFacts> => ({
	links: new Map(
		Array.from({ length: count }, (_, index) => [
			`${index}`,
			{ network: 'linkedin', category: null, own: own(index) },
		]),
	),
	clicks: Array.from({ length: count }, (_, index) => ({
		at: at + index,
		units: 1,
		link: `${index}`,
	})),
});

/** The posts that were read, in the order of their first readers, that are known to be in own words: how long the row is. */
function rows({ clicks, links }: BadgeFacts): { at: number; length: number }[] {
	const seen = new Set<string>();
	const list: { at: number; length: number }[] = [];
	let length = 0;
	for (const { at, link } of clicks) {
		const own = links.get(link)?.own ?? null;
		if (own === null || seen.has(link)) continue;
		seen.add(link);
		length = own >= OWN ? length + 1 : 0;
		list.push({ at, length });
	}
	return list;
}

/** Ten posts in a row that were read, all in one's own words. */
export const trueVoice: Badge = {
	family: 'voice',
	levels: [IN_A_ROW],
	earned(facts) {
		const first = rows(facts).find(({ length }) => length >= IN_A_ROW);
		return first ? [{ level: 1, reason: ONCE, at: first.at }] : [];
	},
	progress(facts) {
		const all = rows(facts);
		if (all.some(({ length }) => length >= IN_A_ROW)) return null;
		return { level: 1, have: all.at(-1)?.length ?? 0, need: IN_A_ROW };
	},
	examples: {
		earns: [{ when: 'ten in a row were own', facts: posts(10, () => 90), gives: [[1, 'once']] }],
		not: [
			{ when: 'one among them was suggested', facts: posts(12, (i) => (i === 5 ? 10 : 90)) },
			{ when: 'it were nine', facts: posts(9, () => 90) },
		],
	},
};
