import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, ChainWalk, entryHash, GENESIS, type StoredEntry } from './chain.ts';

const entry = (n: number, over: Partial<StoredEntry> = {}): StoredEntry => ({
	seq: n,
	id: `019aa000-0000-7000-8000-${String(n).padStart(12, '0')}`,
	at: `2026-11-23T17:00:0${n % 10}.000Z`,
	actor: 'system:test',
	action: 'contest.create',
	target: null,
	details: `{"n": ${n}}`,
	prevHash: null,
	hash: null,
	...over,
});

/** Links entries from the first on. */
function chained(entries: StoredEntry[]): StoredEntry[] {
	let prevHash = GENESIS;
	return entries.map((one, i) => {
		const linked = { ...one, seq: i + 1, prevHash };
		prevHash = entryHash(linked, i + 1, linked.prevHash);
		return { ...linked, hash: prevHash };
	});
}
const six = () => chained([1, 2, 3, 4, 5, 6].map((n) => entry(n)));

function walk(entries: StoredEntry[], expect?: string) {
	const check = new ChainWalk(expect);
	for (const one of entries) check.take(one);
	return { breach: check.end(), entries: check.entries, head: check.head };
}

describe('the canonical text of an entry', () => {
	it('is netstrings by their length in bytes, and a dash for what is absent', () => {
		const text = canonicalText(entry(3, { actor: 'person:å', details: null }), 3, GENESIS);
		expect(text).toBe(
			`14:laurel audit 1,64:${GENESIS},1:3,36:019aa000-0000-7000-8000-000000000003,` +
				'24:2026-11-23T17:00:03.000Z,9:person:å,14:contest.create,-,-,',
		);
		expect(entryHash(entry(3), 3, GENESIS)).toBe(
			createHash('sha256')
				.update(canonicalText(entry(3), 3, GENESIS))
				.digest('hex'),
		);
	});

	it('is never the same for two different entries', () => {
		const field = fc.oneof(fc.string(), fc.stringMatching(/^[\d:,-]*$/), fc.constant(null));
		const fields = fc.tuple(field, field, field);
		fc.assert(
			fc.property(fields, fields, (a, b) => {
				const text = ([target, details, prev]: typeof a) =>
					canonicalText(entry(1, { target, details }), 1, prev);
				expect(text(a) === text(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
			}),
		);
	});
});

describe('walking along a chain', () => {
	it('finds nothing wrong with one that is as it was written', () => {
		const chain = six();
		expect(walk(chain)).toEqual({ breach: null, entries: 6, head: chain[5]?.hash });
		expect(walk([])).toEqual({ breach: null, entries: 0, head: GENESIS });
	});

	it.each(['id', 'at', 'actor', 'action', 'target', 'details', 'prevHash', 'hash'] as const)(
		'names the entry whose %s was changed',
		(column) => {
			const chain = six();
			chain[2] = { ...chain[2]!, [column]: column.endsWith('ash') ? 'f'.repeat(64) : 'x' };
			expect(walk(chain).breach).toMatchObject({ seq: 3, kind: 'changed', id: chain[2]!.id });
			expect(walk(chain).entries).toBe(2);
		},
	);

	it('names the entry that was changed and given a hash that fits', () => {
		const chain = six();
		const forged = { ...chain[2]!, details: '{}' };
		chain[2] = { ...forged, hash: entryHash(forged, 3, forged.prevHash) };
		expect(walk(chain).breach).toEqual({ seq: 3, kind: 'rewritten', id: forged.id });
	});

	it('names the place of an entry that was taken out', () => {
		for (const gone of [0, 2, 4]) {
			const chain = six().filter((_, i) => i !== gone);
			expect(walk(chain).breach).toEqual({ seq: gone + 1, id: null, kind: 'missing' });
		}
	});

	it('names the place from which entries were numbered anew after one was taken out', () => {
		const chain = six()
			.filter((_, i) => i !== 2)
			.map((one, i) => ({ ...one, seq: i + 1 }));
		expect(walk(chain).breach).toMatchObject({ seq: 3, kind: 'moved' });
	});

	it('names an entry that was put in with a hash that fits', () => {
		const chain = six();
		const forged = entry(9, { seq: 4, prevHash: chain[2]!.hash });
		const fitting = { ...forged, hash: entryHash(forged, 4, forged.prevHash) };
		const after = chain.slice(3).map((one) => ({ ...one, seq: one.seq! + 1 }));
		const { breach } = walk([...chain.slice(0, 3), fitting, ...after]);
		expect(breach).toEqual({ seq: 4, id: forged.id, kind: 'inserted' });
	});

	it('names the first of two entries that changed places', () => {
		const chain = six();
		const [a, b] = [chain[2]!, chain[3]!];
		chain.splice(2, 2, { ...b, seq: 3 }, { ...a, seq: 4 });
		expect(walk(chain).breach).toMatchObject({ seq: 3, kind: 'moved', id: b.id });
	});

	it('names an entry without a place', () => {
		const chain = [...six(), entry(7, { seq: null })];
		expect(walk(chain).breach).toMatchObject({ seq: null, kind: 'unchained' });
	});

	it('names a first entry that is not the first', () => {
		const first = entry(1, { prevHash: 'a'.repeat(64) });
		const chain = [{ ...first, hash: entryHash(first, 1, first.prevHash) }];
		expect(walk(chain).breach).toMatchObject({ seq: 1, kind: 'rewritten' });
	});

	it('finds an end that was cut off, if a head is expected that was printed before', () => {
		const chain = six();
		const head = chain[5]!.hash!;
		expect(walk(chain, head).breach).toBeNull();
		expect(walk(chain, chain[2]!.hash!).breach).toBeNull();
		expect(walk([], GENESIS).breach).toBeNull();
		expect(walk(chain.slice(0, 4)).breach).toBeNull();
		expect(walk(chain.slice(0, 4), head).breach).toEqual({ seq: 5, id: null, kind: 'cut' });
		const forged = chained([1, 2, 3, 4, 5, 6].map((n) => entry(n, { action: 'other' })));
		expect(walk(forged, head).breach).toMatchObject({ kind: 'cut' });
	});

	it('finds any change of any one field of any entry', () => {
		const columns = ['at', 'actor', 'action', 'target', 'details'] as const;
		fc.assert(
			fc.property(
				fc.nat(5),
				fc.constantFrom(...columns),
				fc.string({ minLength: 1 }),
				(i, column, text) => {
					const chain = six();
					fc.pre(chain[i]![column] !== text);
					chain[i] = { ...chain[i]!, [column]: text };
					expect(walk(chain).breach?.seq).toBe(i + 1);
				},
			),
		);
	});
});
