import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { languageOf } from '#lib/domain/learn/languages.ts';
import { lessonIn } from '#lib/domain/learn/lesson-form.ts';
import { isLessonKey } from '#lib/domain/learn/lessons/registry.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readLessonDraft } from '#lib/server/learning/drafts.ts';
import { resetLesson, saveLesson } from '#lib/server/learning/save-lesson.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

function which({ params, url }: Pick<RequestEvent, 'url'> & { params: { lesson: string } }) {
	const { lesson } = params;
	if (!isLessonKey(lesson)) error(404, { message: m.errors_not_found(), code: 'not_found' });
	return { lesson, language: languageOf(url.searchParams.get('lang'), null) };
}

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'learning.write');
	const draft = await readLessonDraft({ ctx: event.locals.ctx, input: which(event) });
	return { draft, done: event.url.searchParams.get('done') };
};

export const actions: Actions = {
	save: async (event) => {
		requirePerson(event, 'learning.write');
		const form = await event.request.formData();
		const text = lessonIn(form);
		const input = { ...which(event), revision: Number(form.get('revision')), text };
		try {
			await saveLesson({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, text);
		}
		redirect(303, `${event.url.pathname}?lang=${input.language}&done=saved`);
	},
	reset: async (event) => {
		requirePerson(event, 'learning.write');
		const form = await event.request.formData();
		const input = { ...which(event), revision: Number(form.get('revision')) };
		try {
			await resetLesson({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, null);
		}
		redirect(303, `${event.url.pathname}?lang=${input.language}&done=reset`);
	},
};
