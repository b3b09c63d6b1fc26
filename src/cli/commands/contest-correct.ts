import { z } from 'zod';
import { correctResult } from '#lib/server/results/correct.ts';
import { command } from '../command.ts';

/** `anna=-20`: a person's external id, which may hold any letter, and points behind the last `=`. */
const adjustment = z
	.string()
	.regex(/^.+=[+-]?\d+$/, 'write PERSON=POINTS, such as anna=-20')
	.transform((text) => {
		const at = text.lastIndexOf('=');
		return { person: text.slice(0, at), points: Number(text.slice(at + 1)) };
	});

const many = <S extends z.ZodType>(each: S) => z.array(each).default([]);

export const contestCorrect = command({
	summary: 'Correct a final contest by a second result, linked to the first',
	positionals: ['SLUG'],
	options: {
		reason: { type: 'string', value: 'TEXT', help: 'Why; everybody reads it', required: true },
		adjust: {
			...{ type: 'string', multiple: true, value: 'PERSON=POINTS' },
			help: 'Points that a person gets or loses; may be repeated',
		},
		void: {
			...{ type: 'string', multiple: true, value: 'EVENT' },
			help: 'A click or conversion that is not to count, by its id; may be repeated',
		},
		lift: {
			...{ type: 'string', multiple: true, value: 'VOID' },
			help: 'A void that is to be lifted, by its id; may be repeated',
		},
	},
	input: z.object({
		slug: z.string().min(1),
		reason: z.string().min(1),
		adjust: many(adjustment),
		void: many(z.string().min(1)),
		lift: many(z.string()),
	}),
	async run({ ctx, input, print, json }) {
		const { slug: contest, reason, adjust: adjustments, lift: lifts } = input;
		const voids = input.void.map((event) => ({ event }));
		const changes = { adjustments, lifts, voids };
		const { number, sha256 } = await correctResult({ ctx, input: { contest, reason, changes } });
		print(json ? JSON.stringify({ contest, number, sha256 }) : sha256);
	},
});
