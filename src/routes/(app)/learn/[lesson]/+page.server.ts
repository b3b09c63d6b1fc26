import { error, fail } from '@sveltejs/kit';
import { answersIn } from '#lib/domain/learn/answers.ts';
import { isLessonKey, type LessonKey } from '#lib/domain/learn/lessons/registry.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { answerLesson } from '#lib/server/learning/answer-lesson.ts';
import { readLesson } from '#lib/server/learning/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import { languageFor } from '#lib/server/learning/language.ts';
import type { Actions, PageServerLoad } from './$types';

function lessonOf({ params }: { params: { lesson: string } }): LessonKey {
	if (!isLessonKey(params.lesson)) error(404, { message: m.errors_not_found(), code: 'not_found' });
	return params.lesson;
}

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const input = { lesson: lessonOf(event), language: languageFor(event) };
	return { lesson: await readLesson({ ctx: event.locals.ctx, input }) };
};

export const actions: Actions = {
	default: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const answers = answersIn(form);
		const which = { lesson: lessonOf(event), language: languageFor(event) };
		const input = { ...which, revision: Number(form.get('revision')), answers };
		try {
			const judged = await answerLesson({ ctx: event.locals.ctx, input });
			return judged.passed ? { judged } : fail(422, { judged });
		} catch (thrown) {
			return refusal(thrown, {});
		}
	},
};
