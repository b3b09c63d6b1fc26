import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { cancelContest } from '#lib/server/contests/cancel.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { freezeContest } from '#lib/server/contests/freeze.ts';
import { readLife } from '#lib/server/contests/life.ts';
import { publishContest } from '#lib/server/contests/publish.ts';
import { unfreezeContest } from '#lib/server/contests/unfreeze.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'contests.write');
	event.depends('desk:life');
	const { searchParams } = event.url;
	return {
		life: await readLife({ ctx: event.locals.ctx, input: { contest: event.params.slug } }),
		asking: searchParams.get('ask'),
		done: searchParams.get('done'),
	};
};

type Event = RequestEvent<{ slug: string }>;
type Target = { contest: string; revision: number };

/** Does a deed to the contest as it was seen; says why not, keeping the reason that was typed. */
const doing =
	(deed: string, run: (event: Event, target: Target, reason: string) => Promise<unknown>) =>
	async (event: Event) => {
		requirePerson(event, 'contests.write');
		const form = await event.request.formData();
		const reason = String(form.get('reason') ?? '').trim();
		const target = { contest: event.params.slug, revision: Number(form.get('revision')) };
		try {
			await run(event, target, reason);
		} catch (thrown) {
			return refusal(thrown, { deed, reason });
		}
		redirect(303, `?done=${deed}`);
	};

export const actions: Actions = {
	publish: doing('publish', ({ locals: { ctx } }, input) => publishContest({ ctx, input })),
	freeze: doing('freeze', ({ locals: { ctx } }, input) => freezeContest({ ctx, input })),
	unfreeze: doing('unfreeze', ({ locals: { ctx } }, input) =>
		unfreezeContest({ ctx, input: { ...input, confirm: true } }),
	),
	cancel: doing('cancel', ({ locals: { ctx } }, input, reason) =>
		cancelContest({ ctx, input: { ...input, reason } }),
	),

	async edit(event) {
		requirePerson(event, 'contests.write');
		const from = { edit: event.params.slug };
		const { id } = await startDraft({ ctx: event.locals.ctx, input: { from } });
		redirect(303, `/desk/${id}`);
	},
};
