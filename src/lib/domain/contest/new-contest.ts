import { z } from 'zod';
import { CURRENCIES } from '../money.ts';
import { isStorableJson, textSchema } from '../text.ts';
import { overlapsOf } from './prize-places.ts';
import { rulesSchema, type Rules } from './rules.ts';

const place = z.int().min(1).max(1_000_000);
const points = z.int().min(0).max(2_000_000_000);

const common = {
	name: textSchema(200),
	value: z
		.string()
		.regex(/^\d{1,10}(\.\d{1,2})?$/, 'a decimal number with at most 2 decimals, as text')
		.nullish(),
	currency: z
		.string()
		.refine((code) => CURRENCIES.has(code), 'not a currency of ISO 4217')
		.nullish(),
	/** Which table it is won in. */
	ranking: z.enum(['main', 'improved', 'bracket']).default('main'),
	/** The bracket's name, with ranking bracket. */
	bracket: textSchema(100).nullish(),
	description: textSchema(1000).nullish(),
	/** How many there are to give; without it, as many as are won. */
	stock: z.int().min(1).max(100_000).nullish(),
	/** Id of an uploaded picture. */
	picture: z.uuid().nullish(),
};

/** A prize as it comes in; the three kinds of SCORING.md. Money is a decimal string with an ISO 4217 currency. */
export const prizeSchema = z
	.discriminatedUnion('kind', [
		z.strictObject({
			...common,
			kind: z.literal('place'),
			fromPlace: place,
			toPlace: place.nullish(),
		}),
		z.strictObject({ ...common, kind: z.literal('threshold'), minPoints: points }),
		z.strictObject({
			...common,
			kind: z.literal('draw'),
			winners: z.int().min(1).max(10_000),
			minPoints: points.default(0),
			excludePlaceWinners: z.boolean().default(false),
		}),
	])
	.refine((prize) => (prize.value == null) === (prize.currency == null), {
		path: ['currency'],
		message: 'a value and its currency come together',
	})
	.refine(
		(prize) => prize.kind !== 'place' || (prize.toPlace ?? prize.fromPlace) >= prize.fromPlace,
		{
			path: ['toPlace'],
			message: 'must not come before fromPlace',
		},
	)
	.refine((prize) => (prize.ranking === 'bracket') === (prize.bracket != null), {
		path: ['bracket'],
		message: 'a prize of a bracket names it, and no other does',
	});

export type Prize = z.output<typeof prizeSchema>;

/** Addresses below `/tv` that are no contest's. */
export const TAKEN_SLUGS: ReadonlySet<string> = new Set([
	...['pair', 'plain', 'programme', 'report', 'show'],
]);

/** Lower-case words and digits joined by hyphens: what an address can carry as it is. */
export const contestSlugSchema = z
	.string()
	.max(80)
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits, joined by hyphens')
	.refine((slug) => !TAKEN_SLUGS.has(slug), 'is an address of the portal');

/** A contest as it is made: its rules with a name, and, when given, a slug and prizes. `draft` keeps it unpublished. */
export const newContestSchema = rulesSchema
	.safeExtend({
		name: textSchema(200),
		slug: contestSlugSchema.optional(),
		prizes: z.array(prizeSchema).max(100).default([]),
		draft: z.boolean().default(false),
	})
	.refine(isStorableJson, 'holds text that is not well-formed')
	.check(({ value, issues }) => {
		const refuse = (path: (string | number)[], message: string) =>
			issues.push({ code: 'custom', path: ['prizes', ...path], message, input: value });
		const places = value.prizes.map((prize) => (prize.kind === 'place' ? prize : null));
		for (const { index, other } of overlapsOf(places)) {
			refuse([index, 'fromPlace'], `“${places[other]?.name}” is already given for this place`);
		}
		for (const [i, { ranking, bracket }] of value.prizes.entries()) {
			if (ranking === 'improved' && !value.mostImproved)
				refuse([i, 'ranking'], 'the rules have no table of the most improved');
			if (ranking === 'bracket' && !hasBracket(value.brackets, bracket))
				refuse([i, 'bracket'], 'the rules have no such bracket');
		}
	});

/** Offices and teams make brackets of any name: people may come later. */
function hasBracket(brackets: Rules['brackets'], name: string | null | undefined): boolean {
	if (typeof brackets === 'string') return brackets !== 'off';
	return brackets.some((bracket) => bracket.name === name);
}
