import { redirect, type RequestEvent } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import {
	changeRecognitionSettings,
	readRecognitionSettings,
} from '#lib/server/programs/recognition-settings.ts';
import {
	announceAmbassador,
	nominate,
	voteForAmbassador,
} from '#lib/server/recognition/nominate.ts';
import { readAmbassadors } from '#lib/server/recognition/nominations.ts';
import { latestRecognitions } from '#lib/server/recognition/queries.ts';
import { readThankPage } from '#lib/server/recognition/thank-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	const to = event.url.searchParams.get('nominate');
	const decides = may(actor, 'ambassador.decide');
	const [thanks, ambassadors, nominee, settings] = await Promise.all([
		latestRecognitions({ ctx, input: { limit: 60 } }),
		readAmbassadors({ ctx, input: {} }),
		to ? readThankPage({ ctx, input: { to, surface: 'directory' } }) : null,
		decides ? readRecognitionSettings({ ctx, input: {} }) : null,
	]);
	return {
		...{ thanks, ambassadors, settings, now: ctx.now.toISOString() },
		nominee: nominee && to ? { key: to, name: nominee.to.name } : null,
		done: event.url.searchParams.get('done'),
	};
};

/** Does one thing with the form and comes back; what is refused is said with what was typed. */
async function act(event: RequestEvent, done: string, run: (form: FormData) => Promise<unknown>) {
	requirePerson(event);
	const form = await event.request.formData();
	try {
		await run(form);
	} catch (thrown) {
		return refusal(thrown, { reason: String(form.get('reason') ?? '') });
	}
	redirect(303, `/recognitions?done=${done}#ambassador`);
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
	nominate: (event) =>
		act(event, 'nominated', (form) => {
			const input = { to: text(form, 'to'), reason: text(form, 'reason') };
			return nominate({ ctx: event.locals.ctx, input });
		}),
	vote: (event) =>
		act(event, 'voted', (form) =>
			voteForAmbassador({ ctx: event.locals.ctx, input: { id: text(form, 'id') } }),
		),
	announce: (event) =>
		act(event, 'announced', (form) =>
			announceAmbassador({ ctx: event.locals.ctx, input: { id: text(form, 'id') } }),
		),
	settings: (event) =>
		act(event, 'settings', (form) => {
			const ambassadorBy = form.get('ambassadorBy') === 'decision' ? 'decision' : 'vote';
			const input = { thanksPerMonth: text(form, 'thanksPerMonth'), ambassadorBy } as const;
			return changeRecognitionSettings({ ctx: event.locals.ctx, input });
		}),
};
