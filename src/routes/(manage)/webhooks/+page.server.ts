import { LISTENED } from '#lib/domain/webhooks/registry.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { createWebhook } from '#lib/server/webhooks/create.ts';
import { listWebhooks } from '#lib/server/webhooks/queries.ts';
import { readWebhookForm } from '#lib/server/webhooks/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'hooks.write');
	const { ctx } = event.locals;
	const [{ webhooks }, { timeZone }] = await Promise.all([
		listWebhooks({ ctx, input: {} }),
		readProgram(ctx),
	]);
	return { webhooks, timeZone, listened: LISTENED };
};

export const actions: Actions = {
	/** The secret is in the answer to the form and nowhere else: no address leads to it again. */
	async create(event) {
		requirePerson(event, 'hooks.write');
		const kept = readWebhookForm(await event.request.formData());
		try {
			const made = await createWebhook({ ctx: event.locals.ctx, input: kept as never });
			return { made };
		} catch (thrown) {
			return refusal(thrown, kept);
		}
	},
};
