import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { decideReport } from '#lib/server/readings/decide-report.ts';
import { listReports } from '#lib/server/readings/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'reports.read');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const decided = searchParams.get('show') === 'decided';
	const [list, { timeZone }] = await Promise.all([
		listReports({ ctx, input: { decided } }),
		readProgram(ctx),
	]);
	return { ...list, decided, timeZone, done: searchParams.get('done') };
};

export const actions: Actions = {
	async decide(event) {
		requirePerson(event, 'reports.decide');
		const form = await event.request.formData();
		const [id, reason] = [String(form.get('id')), String(form.get('reason') ?? '')];
		const decision = form.get('decision') === 'approve' ? 'approve' : 'decline';
		try {
			await decideReport({
				ctx: event.locals.ctx,
				input: decision === 'approve' ? { id, decision } : { id, decision, reason },
			});
		} catch (thrown) {
			return refusal(thrown, { id, reason });
		}
		redirect(303, `/readings?done=${decision}`);
	},
};
