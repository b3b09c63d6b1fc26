import { redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { markNoticesRead, openNotice } from '#lib/server/notices/mark-read.ts';
import { listNotices } from '#lib/server/notices/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const [page, { timeZone }] = await Promise.all([
		listNotices({ ctx, input: { cursor } }),
		readProgram(ctx),
	]);
	return { ...page, timeZone, older: cursor !== undefined };
};

export const actions: Actions = {
	async open(event) {
		requirePerson(event);
		const id = String((await event.request.formData()).get('id'));
		const { href } = await openNotice({ ctx: event.locals.ctx, input: { id } });
		redirect(303, href);
	},

	async read(event) {
		requirePerson(event);
		const until = String((await event.request.formData()).get('until'));
		await markNoticesRead({ ctx: event.locals.ctx, input: { until } });
		redirect(303, '/notices');
	},
};
