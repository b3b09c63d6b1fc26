import { error, redirect } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { LISTENED } from '#lib/domain/webhooks/registry.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { readProgram } from '#lib/server/programs/queries.ts';
import { deleteWebhook } from '#lib/server/webhooks/delete.ts';
import { listDeliveries, readWebhook } from '#lib/server/webhooks/queries.ts';
import { resendDelivery } from '#lib/server/webhooks/resend.ts';
import { rotateWebhookSecret } from '#lib/server/webhooks/rotate-secret.ts';
import { testWebhook } from '#lib/server/webhooks/test.ts';
import { updateWebhook } from '#lib/server/webhooks/update.ts';
import { readWebhookForm } from '#lib/server/webhooks/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const PAGE = 30;

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'hooks.write');
	const { ctx } = event.locals;
	const { id } = event.params;
	const cursor = event.url.searchParams.get('cursor');
	const from = cursor === null ? {} : { cursor };
	try {
		const [webhook, page, { timeZone }] = await Promise.all([
			readWebhook({ ctx, input: { id } }),
			listDeliveries({ ctx, input: { webhook: id, limit: PAGE, ...from } }),
			readProgram(ctx),
		]);
		/** What a link of the page asks for, so that it works without a script. */
		const asking = event.url.searchParams.get('ask');
		return { webhook, ...page, timeZone, listened: LISTENED, asking };
	} catch (thrown) {
		if (thrown instanceof Failure && thrown.code !== 'unavailable')
			error(404, { message: m.hooks_error_gone(), code: 'not_found' });
		throw thrown;
	}
};

/** Does a deed of a webhook's page for who may; a refusal is shown on it. */
const deed =
	<T extends Record<string, unknown>>(
		run: (given: { event: RequestEvent; form: FormData; id: string }) => Promise<T>,
	) =>
	async (event: RequestEvent) => {
		requirePerson(event, 'hooks.write');
		const form = await event.request.formData();
		try {
			return await run({ event, form, id: event.params.id });
		} catch (thrown) {
			return refusal(thrown, readWebhookForm(form));
		}
	};

export const actions: Actions = {
	save: deed(async ({ event, form, id }) => {
		const input = { id, ...readWebhookForm(form) };
		await updateWebhook({ ctx: event.locals.ctx, input: input as never });
		return { done: 'saved' as const };
	}),
	pause: deed(async ({ event, form, id }) => {
		const paused = form.get('paused') === 'yes';
		await updateWebhook({ ctx: event.locals.ctx, input: { id, paused } });
		return { done: 'paused' as const };
	}),
	test: deed(async ({ event, id }) => {
		await testWebhook({ ctx: event.locals.ctx, input: { id } });
		return { done: 'tested' as const };
	}),
	resend: deed(async ({ event, form, id }) => {
		const delivery = String(form.get('delivery'));
		await resendDelivery({ ctx: event.locals.ctx, input: { webhook: id, delivery } });
		return { done: 'resent' as const };
	}),
	rotate: deed(async ({ event, id }) => {
		const { secret } = await rotateWebhookSecret({ ctx: event.locals.ctx, input: { id } });
		return { done: 'rotated' as const, secret };
	}),
	async delete(event) {
		requirePerson(event, 'hooks.write');
		const { id } = event.params;
		await deleteWebhook({ ctx: event.locals.ctx, input: { id } }).catch((thrown: unknown) => {
			// Two may press.
			if (!(thrown instanceof Failure) || thrown.code !== 'not_found') throw thrown;
		});
		redirect(303, '/webhooks');
	},
};
