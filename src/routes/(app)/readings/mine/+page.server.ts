import { redirect } from '@sveltejs/kit';
import { instantOf, localOf } from '#lib/domain/contest/local-time.ts';
import { REPORTED_KEYS } from '#lib/domain/readings/report.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { myReports } from '#lib/server/readings/queries.ts';
import { reportReadings } from '#lib/server/readings/report.ts';
import { withdrawReport } from '#lib/server/readings/withdraw-report.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const [mine, { timeZone }] = await Promise.all([myReports({ ctx, input: {} }), readProgram(ctx)]);
	const { searchParams } = event.url;
	return {
		...mine,
		timeZone,
		now: localOf(ctx.now, timeZone).slice(0, 16),
		done: searchParams.get('done'),
		link: searchParams.get('link') ?? '',
	};
};

/** Digits only, as the field says: `1e3` and `0x10` are no totals that a network shows. */
const numberOf = (text: string) =>
	text === '' ? undefined : /^\d+$/.test(text) ? Number(text) : Number.NaN;

export const actions: Actions = {
	async report(event) {
		requirePerson(event, 'reports.write.own');
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const text = (field: string) => String(form.get(field) ?? '').trim();
		const kept = Object.fromEntries(
			['link', 'at', ...REPORTED_KEYS].map((key) => [key, text(key)]),
		);
		const { timeZone } = await readProgram(ctx);
		const file = form.get('screenshot');
		const input = {
			link: text('link'),
			at: instantOf(text('at'), timeZone)?.toISOString() ?? 'not a time',
			screenshot: new Uint8Array(file instanceof File ? await file.arrayBuffer() : []),
			...Object.fromEntries(REPORTED_KEYS.map((key) => [key, numberOf(text(key))])),
		};
		try {
			await reportReadings({ ctx, input });
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, '/readings/mine?done=sent');
	},

	async withdraw(event) {
		requirePerson(event, 'reports.write.own');
		const form = await event.request.formData();
		try {
			await withdrawReport({ ctx: event.locals.ctx, input: { id: String(form.get('id')) } });
		} catch (thrown) {
			return refusal(thrown, {} as Record<string, string>);
		}
		redirect(303, '/readings/mine?done=withdrawn');
	},
};
