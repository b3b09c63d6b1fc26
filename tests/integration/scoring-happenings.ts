import fc from 'fast-check';
import { REQUIREMENTS, type Requirement } from '#lib/domain/contest/requirements.ts';

/** Something that happens; numbers are indexes, taken modulo what the world holds. */
export type Happening =
	| { type: 'click' | 'conversion' | 'range'; link: number; hour: number }
	| { type: 'reading'; link: number; hour: number; metric: string; total: number }
	| { type: 'adjustment'; person: number; hour: number; points: number }
	/** Somebody holds what a rank may ask for, from then on; again says nothing new. */
	| { type: 'holds'; person: number; hour: number; requirement: Requirement }
	| { type: 'void' | 'lift'; fact: number };

/** Anything that may happen, repeated and late facts included. */
export const happenings: fc.Arbitrary<Happening> = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({ type: fc.constant('click' as const), link: fc.nat(), hour: fc.nat() }),
	},
	{
		weight: 4,
		arbitrary: fc.record({
			type: fc.constant('reading' as const),
			link: fc.nat(),
			hour: fc.nat(),
			metric: fc.constantFrom('like', 'comment', 'reshare', 'impression'),
			total: fc.nat(30),
		}),
	},
	{
		weight: 2,
		arbitrary: fc.record({
			type: fc.constant('conversion' as const),
			link: fc.nat(),
			hour: fc.nat(),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({
			type: fc.constant('adjustment' as const),
			person: fc.nat(),
			hour: fc.nat(),
			points: fc.integer({ min: -9, max: 9 }),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			type: fc.constant('holds' as const),
			person: fc.nat(),
			hour: fc.nat(),
			requirement: fc.constantFrom(...REQUIREMENTS),
		}),
	},
	{ weight: 1, arbitrary: fc.record({ type: fc.constant('void' as const), fact: fc.nat() }) },
	{
		weight: 1,
		arbitrary: fc.record({ type: fc.constant('range' as const), link: fc.nat(), hour: fc.nat() }),
	},
	{ weight: 1, arbitrary: fc.record({ type: fc.constant('lift' as const), fact: fc.nat() }) },
);
