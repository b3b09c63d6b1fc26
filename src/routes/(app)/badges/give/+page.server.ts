import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { findColleagues } from '#lib/server/badges/colleagues.ts';
import { readGiven } from '#lib/server/badges/desk.ts';
import { giveBadge, readGiving, withdrawBadge } from '#lib/server/badges/give.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'badges.give');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const name = (searchParams.get('q') ?? '').slice(0, 200);
	const to = searchParams.get('to')?.slice(0, 200) ?? null;
	const [giving, given, people, { timeZone }] = await Promise.all([
		readGiving({ ctx, input: {} }),
		readGiven({ ctx, input: {} }),
		findColleagues({ ctx, input: { name, to } }),
		readProgram(ctx),
	]);
	return { giving, given, people, name, timeZone, done: searchParams.get('done') };
};

export const actions: Actions = {
	give: async (event) => {
		requirePerson(event, 'badges.give');
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const input = { badge: text('badge'), person: text('person'), reason: text('reason') };
		try {
			await giveBadge({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, input);
		}
		redirect(303, '/badges/give?done=given');
	},
	withdraw: async (event) => {
		requirePerson(event, 'badges.give');
		const form = await event.request.formData();
		try {
			await withdrawBadge({ ctx: event.locals.ctx, input: { id: String(form.get('id')) } });
		} catch (thrown) {
			return refusal(thrown, { badge: '', person: '', reason: '' });
		}
		redirect(303, '/badges/give?done=withdrawn');
	},
};
