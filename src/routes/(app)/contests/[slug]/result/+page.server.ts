import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { correctResult } from '#lib/server/results/correct.ts';
import { readResultPage } from '#lib/server/results/page.ts';
import { correctionOf } from '#lib/domain/results/correction-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { slug } = event.params;
	const search = event.url.searchParams;
	const number = Number(search.get('number') ?? Number.NaN);
	const input = { contest: slug, ...(Number.isInteger(number) && number > 0 ? { number } : {}) };
	return {
		contest: await readContest({ ctx, input: { slug } }),
		...(await readResultPage({ ctx, input: { ...input, all: search.has('all') } })),
		done: search.has('corrected'),
	};
};

export const actions: Actions = {
	async default(event) {
		requirePerson(event, 'contests.finalize');
		const { kept, input } = correctionOf(await event.request.formData(), event.params.slug);
		try {
			await correctResult({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, kept, event.setHeaders);
		}
		redirect(303, `/contests/${event.params.slug}/result?corrected`);
	},
};
