import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { issueCredential, readOutside, revokeCredential } from '#lib/server/badges/credentials.ts';
import { makeSignature, readSignature, revokeSignature } from '#lib/server/badges/signature.ts';
import { readWeek, saveWeek } from '#lib/server/badges/week.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const [week, outside, signature, { timeZone }] = await Promise.all([
		readWeek({ ctx, input: {} }),
		readOutside({ ctx, input: {} }),
		readSignature({ ctx, input: { alt: m.badges_sig_alt() } }),
		readProgram(ctx),
	]);
	return { week, outside, signature, timeZone, done: event.url.searchParams.get('done') };
};

const NONE = { from: '', to: '', workDays: null as number[] | null };

async function press(event: RequestEvent, done: string, run: (id: string) => Promise<unknown>) {
	requirePerson(event);
	const form = await event.request.formData();
	try {
		await run(String(form.get('id') ?? ''));
	} catch (thrown) {
		return refusal(thrown, NONE);
	}
	redirect(303, `/badges/mine?done=${done}`);
}

export const actions: Actions = {
	take: (event) =>
		press(event, 'taken', (award) => issueCredential({ ctx: event.locals.ctx, input: { award } })),
	end: (event) =>
		press(event, 'ended', (id) => revokeCredential({ ctx: event.locals.ctx, input: { id } })),
	signature: (event) =>
		press(event, 'signed', () => makeSignature({ ctx: event.locals.ctx, input: {} })),
	unsign: (event) =>
		press(event, 'unsigned', () => revokeSignature({ ctx: event.locals.ctx, input: {} })),
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
			return refusal(thrown, { from, to, workDays: input.workDays as number[] | null });
		}
		redirect(303, '/badges/mine?done=week');
	},
};
