import { describe, expect, it } from 'vitest';
import { lacking, qualifiedFor, REQUIREMENTS, REQUIREMENT_PAGES } from './requirements.ts';

const day = (date: number) => new Date(Date.UTC(2026, 9, date));
const endsAt = day(31);
const all = { guidelines: day(3), certificate: day(2), disclosure: day(1) };

describe('what a rank asks for', () => {
	it('is nothing where the rules say nothing, or an empty list', () => {
		expect(lacking({ endsAt }, {})).toEqual([]);
		expect(lacking({ endsAt, requires: [] }, {})).toEqual([]);
		expect(qualifiedFor({ endsAt }, {}, day(1))).toEqual({ owner: true, public: true });
	});

	it('lacks in one order whatever order the rules name, and only what they name', () => {
		const requires = ['disclosure', 'guidelines'] as const;
		expect(lacking({ endsAt, requires }, {})).toEqual(['guidelines', 'disclosure']);
		expect(lacking({ endsAt, requires }, { certificate: day(1) })).toEqual([
			'guidelines',
			'disclosure',
		]);
		expect(lacking({ endsAt, requires }, { guidelines: day(1) })).toEqual(['disclosure']);
		expect(lacking({ endsAt, requires: REQUIREMENTS }, all)).toEqual([]);
	});

	it('is held in time up to, not including, the end', () => {
		const rules = { endsAt, requires: ['certificate'] as const };
		const before = new Date(endsAt.getTime() - 1);
		expect(lacking(rules, { certificate: before })).toEqual([]);
		expect(lacking(rules, { certificate: endsAt })).toEqual(['certificate']);
		expect(qualifiedFor(rules, { certificate: endsAt }, null).owner).toBe(false);
	});

	it('counts publicly only what was held before the freeze, and never what came after the end', () => {
		const rules = { endsAt, requires: ['guidelines', 'certificate'] as const };
		expect(qualifiedFor(rules, all, day(4))).toEqual({ owner: true, public: true });
		expect(qualifiedFor(rules, all, day(3))).toEqual({ owner: true, public: false });
		const late = { ...all, certificate: endsAt };
		expect(qualifiedFor(rules, late, new Date(endsAt.getTime() + 9))).toEqual({
			owner: false,
			public: false,
		});
	});

	it('is got on a page of its own each', () => {
		expect(REQUIREMENTS.map((one) => REQUIREMENT_PAGES[one])).toEqual([
			'/learn/guidelines',
			'/learn',
			'/learn#pledge',
		]);
	});
});
