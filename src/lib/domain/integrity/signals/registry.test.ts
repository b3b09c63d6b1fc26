import { describe, expect, it } from 'vitest';
import { SIGNAL_KEYS, type SignalKey } from '../keys.ts';
import { SIGNALS, signalOf } from './registry.ts';

/** Names that would say who came from where: evidence is kept and shown, so it must not hold them. */
const WHO = /address|network|visitor|agent|salt|hash/i;

const frozen = <T>(value: T): T => Object.freeze(value);

it('every key has a signal, in its own file', () => {
	expect(Object.keys(SIGNALS).sort()).toEqual([...SIGNAL_KEYS].sort());
});

describe.each(SIGNAL_KEYS)('%s', (key: SignalKey) => {
	const { examples, judge, size, range, evidence } = signalOf(key);

	it.each(examples.raises)('points at $title, with weight $weight', ({ seen, weight }) => {
		const finding = judge(frozen(seen));
		expect(finding?.weight).toBe(weight);
		expect(judge(frozen(seen))).toEqual(finding);
	});

	it.each(examples.quiet)('says nothing about $title', ({ seen }) => {
		expect(judge(frozen(seen))).toBeNull();
	});

	it('has examples of either kind, one at least for every weight', () => {
		expect(new Set(examples.raises.map(({ weight }) => weight))).toEqual(new Set([1, 2, 3]));
		expect(examples.quiet.length).toBeGreaterThan(0);
	});

	it('gives evidence that its schema takes, also after it was stored', () => {
		for (const { seen } of examples.raises) {
			const stored: unknown = JSON.parse(JSON.stringify(judge(seen)!.evidence));
			expect(evidence.parse(stored)).toEqual(judge(seen)!.evidence);
			expect(evidence.safeParse({ ...(stored as object), more: 1 }).success).toBe(false);
		}
	});

	it('keeps nothing that says who came, or from where', () => {
		for (const { seen } of examples.raises) {
			const kept = judge(seen)!.evidence;
			expect(Object.keys(kept).filter((name) => WHO.test(name))).toEqual([]);
		}
	});

	it('says how much it saw, and names a stretch of time that could be taken out or none at all', () => {
		for (const { seen } of examples.raises) {
			const kept = judge(seen)!.evidence;
			expect(size(kept)).toBeGreaterThan(0);
			const taken = range(kept);
			if (taken) {
				expect(['link', 'person']).toContain(taken.of);
				const { from, to } = seen as { from: number; to: number };
				expect([Date.parse(taken.from), Date.parse(taken.to)]).toEqual([from, to]);
			}
		}
	});
});

describe('what each signal keeps', () => {
	const seenBy = (key: SignalKey, index: number) => {
		const { examples, judge } = signalOf(key);
		return judge(examples.raises[index]!.seen)!.evidence;
	};
	const at = (ms: number) => new Date(ms).toISOString();

	it('is the whole of it, in units that people read', () => {
		expect(seenBy('network_burst', 0)).toEqual({
			clicks: 12,
			others: 12,
			from: at(0),
			to: at(600_000),
		});
		expect(seenBy('quick_clicks', 0)).toEqual({
			...{ clicks: 5, all: 80, seconds: 18 },
			...{ from: at(0), to: at(17_001) },
		});
		expect(seenBy('few_visitors', 2)).toEqual({
			...{ by: 'visitor', clicks: 24, sources: 6, top: 12 },
			...{ from: at(0), to: at(1) },
		});
		expect(seenBy('mutual_clicks', 0)).toEqual({
			other: '0198f0aa-0000-7000-8000-000000000001',
			...{ toPerson: 4, toOther: 4, sources: 2, all: 10, internal: 3 },
			...{ from: at(0), to: at(3_600_000) },
		});
		expect(seenBy('odd_hours', 0)).toEqual({
			...{ night: 15, day: 30, timeZone: 'Europe/Stockholm' },
			...{ from: at(0), to: at(14_400_000) },
		});
		expect(seenBy('automated', 0)).toEqual({
			...{ kind: 'sweep', links: 6, seconds: 9 },
			...{ from: at(0), to: at(8_100) },
		});
		expect(seenBy('automated', 9)).toEqual({
			...{ kind: 'even', clicks: 50, gapSeconds: 11, deviation: 0.11 },
			...{ from: at(0), to: at(3_600_000) },
		});
		expect(seenBy('reading_jump', 5)).toEqual({
			...{ metric: 'like', before: 300, after: 800, units: 500, clicks: 2, hours: 0.3 },
			...{ from: at(0), to: at(36_000) },
		});
	});

	it('says how much that was', () => {
		const sizes = SIGNAL_KEYS.map((key) => signalOf(key).size(seenBy(key, 0)));
		expect(sizes).toEqual([12, 5, 20, 4, 15, 6, 50]);
		expect(signalOf('automated').size(seenBy('automated', 9))).toBe(50);
	});

	it('says whose clicks a void would take', () => {
		const taken = SIGNAL_KEYS.map((key) => signalOf(key).range(seenBy(key, 0))?.of ?? null);
		expect(taken).toEqual(['link', 'link', 'person', 'person', 'person', 'person', null]);
		expect(signalOf('automated').range(seenBy('automated', 9))?.of).toBe('link');
	});
});
