import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { finalizeContest, readFinalization } from '#lib/server/results/finalize.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'contests.finalize');
	const { ctx } = event.locals;
	const contest = event.params.slug;
	const view = await readContest({ ctx, input: { slug: contest } });
	if (view.phase === 'final') redirect(303, `/contests/${contest}/desk`);
	const about = await readFinalization({ ctx, input: { contest } });
	return { about, view };
};

export const actions: Actions = {
	async default(event) {
		requirePerson(event, 'contests.finalize');
		const form = await event.request.formData();
		const hold = form.has('hold');
		const input = {
			contest: event.params.slug,
			revision: Number(form.get('revision')),
			password: String(form.get('password') ?? ''),
			hold,
		};
		try {
			await finalizeContest({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { hold }, event.setHeaders);
		}
		redirect(303, `/contests/${event.params.slug}/desk?done=finalize`);
	},
};
