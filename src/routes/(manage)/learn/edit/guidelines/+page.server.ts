import { fail, redirect } from '@sveltejs/kit';
import { guidelineTextsSchema } from '#lib/domain/learn/guidelines.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readGuidelinesDraft } from '#lib/server/learning/drafts.ts';
import { publishGuidelines } from '#lib/server/learning/publish-guidelines.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'learning.write');
	const { ctx } = event.locals;
	const [draft, { timeZone }] = await Promise.all([
		readGuidelinesDraft({ ctx, input: {} }),
		readProgram(ctx),
	]);
	return { draft, timeZone, done: Number(event.url.searchParams.get('done')) || null };
};

function typed(form: FormData) {
	const text = (name: string) => String(form.get(name) ?? '').replace(/\r\n?/g, '\n');
	return {
		from: Number(form.get('from')),
		texts: { en: text('en'), sv: text('sv'), it: text('it') },
		note: text('note'),
	};
}

export const actions: Actions = {
	preview: async (event) => {
		requirePerson(event, 'learning.write');
		const kept = typed(await event.request.formData());
		const { success, error } = guidelineTextsSchema.safeParse(kept.texts);
		const errors = (error?.issues ?? []).map(({ path, message }) => ({
			...{ path: ['texts', ...path].join('.'), message },
		}));
		if (!success) return fail(422, { problem: 'invalid', errors, waitSeconds: 0, kept });
		return { problem: null, errors, waitSeconds: 0, kept };
	},
	publish: async (event) => {
		requirePerson(event, 'learning.write');
		const input = typed(await event.request.formData());
		let version: number;
		try {
			({ version } = await publishGuidelines({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, input);
		}
		redirect(303, `/learn/edit/guidelines?done=${version}`);
	},
};
