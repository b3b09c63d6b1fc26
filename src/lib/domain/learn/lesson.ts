import { z } from 'zod';
import type { Language } from './languages.ts';
import { plainTextSchema } from './plain.ts';
import { MOST } from './most.ts';

export { MOST };

const choiceSchema = z.strictObject({
	text: plainTextSchema(300),
	/** Said to whoever chooses it: why it is right, or why not. */
	why: plainTextSchema(500),
});

const questionSchema = z
	.strictObject({
		ask: plainTextSchema(500),
		choices: z.array(choiceSchema).min(2).max(MOST.choices),
		/** The place of the right choice, from 0. */
		right: z.int().min(0),
	})
	.refine(({ choices, right }) => right < choices.length, {
		path: ['right'],
		message: 'no such choice',
	});

/** One lesson in one language. `body` is the small markup of markup.ts. */
export const lessonTextSchema = z.strictObject({
	title: plainTextSchema(120),
	summary: plainTextSchema(300),
	body: plainTextSchema(10_000),
	/** Sentences for the company's own figures: {names} are filled in. `few` is said when there is too little to go by. */
	figures: z
		.strictObject({
			title: plainTextSchema(120),
			enough: plainTextSchema(600),
			few: plainTextSchema(600),
		})
		.nullable(),
	templates: z
		.array(z.strictObject({ name: plainTextSchema(120), text: plainTextSchema(1000) }))
		.max(MOST.templates),
	questions: z.array(questionSchema).min(1).max(MOST.questions),
});
export type LessonText = z.output<typeof lessonTextSchema>;

/** What figures of the company's own a lesson shows: figures.ts. */
export type FigureKind = 'networks' | 'hours';

export type Lesson = {
	minutes: number;
	figures: FigureKind | null;
	texts: Readonly<Record<Language, LessonText>>;
};

/** The verdict on one answer: which choice was made and what to say about it. */
export type Judged = { chosen: number | null; right: boolean; why: string | null };

/**
 * Judges answers, one per question, each the place of a choice or null for none. Passed is who chose right everywhere.
 * Nothing is told of a choice that was not made.
 */
export function judge(
	{ questions }: Pick<LessonText, 'questions'>,
	answers: readonly (number | null)[],
): { passed: boolean; answers: Judged[] } {
	const judged = questions.map(({ choices, right }, place): Judged => {
		const chosen = answers[place] ?? null;
		const choice = chosen === null ? undefined : choices[chosen];
		if (!choice) return { chosen: null, right: false, why: null };
		return { chosen, right: chosen === right, why: choice.why };
	});
	return { passed: judged.every(({ right }) => right), answers: judged };
}
