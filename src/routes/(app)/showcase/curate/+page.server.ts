import { redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listShowcases } from '#lib/server/showcase/desk.ts';
import { changeShowcaseRule, readShowcaseRule } from '#lib/server/showcase/settings.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event, 'showcase.curate');
	const { ctx } = event.locals;
	const [months, rule] = await Promise.all([
		listShowcases({ ctx, input: {} }),
		readShowcaseRule({ ctx, input: {} }),
	]);
	const saved = event.url.searchParams.get('done') === 'rule';
	return { months, rule, mayRule: may(actor, 'showcase.write'), saved };
};

export const actions: Actions = {
	async rule(event) {
		requirePerson(event, 'showcase.write');
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const input = {
			metric: text('metric') as 'clicks',
			...{ perPerson: text('perPerson'), leastImpressions: text('leastImpressions') },
		};
		try {
			await changeShowcaseRule({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, {});
		}
		redirect(303, '/showcase/curate?done=rule');
	},
};
