import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readWeek, saveWeek } from '#lib/server/badges/week.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	return {
		week: await readWeek({ ctx, input: {} }),
		done: event.url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	week: async (event) => {
		requirePerson(event);
		const form = await event.request.formData();
		const all = (name: string) => form.getAll(name).map(String);
		const [from = '', to = ''] = [form.get('from'), form.get('to')].map((one) => String(one ?? ''));
		// One line each, unless it is to be removed; and a new one, where it was filled in.
		const off = all('off')
			.filter((span) => !all('remove').includes(span))
			.map((span) => ({ from: span.slice(0, 10), to: span.slice(11) }));
		const added = from === '' && to === '' ? [] : [{ from, to }];
		const input = { workDays: all('day').map(Number), off: [...off, ...added] };
		try {
			await saveWeek({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { from, to, workDays: input.workDays });
		}
		redirect(303, '/badges/mine?done=week');
	},
};
