import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shingles } from './shingles.ts';
import { containment, readSketch, resemblance, SKETCH_SIZE, sketchOf } from './sketch.ts';
import { voiceOf } from './voice.ts';
import { foldedWords, indexOfPhrase } from './words.ts';

const SUGGESTED =
	'We published every pay band. The first question I got was not the one I expected.';
const OWN =
	'As a parent coming back from leave I looked up my own number first, and then my manager’s.';
const ID = '0199-story';
const sketch = (text: string) => voiceOf({ id: ID, suggestions: [], colleagues: [] })(text).sketch;
const judge = (text: string, colleagues: string[] = []) =>
	voiceOf({ id: ID, suggestions: [SUGGESTED], colleagues: colleagues.map(sketch) })(text);
/** `count` words that no other call with another `from` gives. */
const long = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) => `w${from + i}`).join(' ');

describe('one’s own voice', () => {
	it('is none in the suggestion as it stands, whatever its case, accents, links and hidden characters', () => {
		for (const text of [
			SUGGESTED,
			SUGGESTED.toUpperCase(),
			`${SUGGESTED} https://laurel.example/r/abc`,
			SUGGESTED.replace('every', 'e\u200bvéry'),
		]) {
			expect(judge(text)).toMatchObject({ own: 0, kind: 'suggested', twin: false });
		}
	});

	it('grows with every word of one’s own', () => {
		const some = judge(`${SUGGESTED} ${OWN.slice(0, 40)}`).own!;
		const more = judge(`${SUGGESTED} ${OWN}`).own!;
		expect(some).toBeGreaterThan(0);
		expect(more).toBeGreaterThan(some);
		expect(judge(`${SUGGESTED} ${OWN}`).kind).toBe('partly');
		expect(judge(OWN)).toMatchObject({ own: 100, kind: 'own', twin: false });
	});

	it('points out a post that is nearly a colleague’s, and not one on the same subject', () => {
		expect(judge(`${OWN}!`, [OWN])).toMatchObject({ own: 0, twin: true });
		expect(judge(OWN, [SUGGESTED, `${long(40)} ${OWN}`]).twin).toBe(false);
	});

	it('says nothing of a text without words', () => {
		expect(judge(' … https://laurel.example 🎉')).toEqual({
			...{ own: null, kind: 'empty', twin: false, sketch: '' },
		});
	});

	it('keeps hashes that differ from story to story and hold at most 64 of a text', () => {
		const elsewhere = voiceOf({ id: 'other', suggestions: [], colleagues: [] });
		expect(elsewhere(OWN).sketch).not.toBe(sketch(OWN));
		expect(readSketch(sketch(long(3000)))).toHaveLength(SKETCH_SIZE);
		expect(sketch(long(3000)).length).toBeLessThanOrEqual(344);
		expect(readSketch('no base64 \u0000')).toEqual(new Uint32Array());
	});
});

describe('resemblance', () => {
	const of = (text: string) => shingles(text, 1);

	it('is exact for short texts and near for long ones', () => {
		expect(resemblance(of('a b c d'), of('b c d e'))).toBeCloseTo(1 / 3);
		expect(resemblance(of('a b'), of('a b'))).toBe(1);
		expect(resemblance(of(''), of(''))).toBe(0);
		expect(containment(of(''), of('a b c'))).toBe(0);
		const half = readSketch(sketchOf(of(`${long(500)} ${long(500, 1000)}`)));
		expect(resemblance(of(`${long(500)} ${long(500, 5000)}`), half)).toBeGreaterThan(0.13);
		expect(resemblance(of(`${long(500)} ${long(500, 5000)}`), half)).toBeLessThan(0.55);
	});

	it('is the same both ways, 1 with oneself, and never above what is contained', () => {
		const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), {
			minLength: 1,
			maxLength: 40,
		});
		fc.assert(
			fc.property(words, words, (one, other) => {
				const [a, b] = [of(one.join(' ')), of(other.join(' '))];
				const alike = resemblance(a, b);
				expect(alike).toBe(resemblance(b, a));
				expect(resemblance(a, a)).toBe(1);
				expect(alike).toBeLessThanOrEqual(containment(a, b) + 1e-9);
				expect(readSketch(sketchOf(a))).toEqual(a.slice(0, SKETCH_SIZE));
			}),
		);
	});
});

describe('words', () => {
	it('are folded without asking for a language', () => {
		expect(foldedWords('Straße, ØRE & e\u0301tude – 日本 2026 #Tag')).toEqual([
			...['strasse', 'ore', 'etude', '日本', '2026', 'tag'],
		]);
	});

	it('are found as a phrase only one after the other', () => {
		const words = foldedWords('one two three two four');
		expect(indexOfPhrase(words, ['two', 'four'])).toBe(3);
		expect(indexOfPhrase(words, ['three', 'four'])).toBe(-1);
		expect(indexOfPhrase(words, [])).toBe(-1);
	});
});
