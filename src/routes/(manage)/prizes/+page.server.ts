import { redirect, type RequestEvent } from '@sveltejs/kit';
import { filterOf, filterQuery } from '#lib/domain/prizes/filter.ts';
import type { AwardStep } from '#lib/domain/prizes/state.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import { approvePrize } from '#lib/server/prizes/approve.ts';
import { handOverPrize } from '#lib/server/prizes/hand-over.ts';
import { passOnPrize } from '#lib/server/prizes/pass-on.ts';
import { listAwards } from '#lib/server/prizes/queries.ts';
import { withdrawPrize } from '#lib/server/prizes/withdraw.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'prizes.read');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const filter = filterOf(searchParams);
	const page = Math.max(1, Math.trunc(Number(searchParams.get('page') ?? 1)) || 1);
	const [list, { timeZone }] = await Promise.all([
		listAwards({ ctx, input: { ...filter, page } }),
		readProgram(ctx),
	]);
	const query = filterQuery(filter);
	return { ...list, ...filter, page, query, timeZone, done: searchParams.get('done') };
};

type Input = { award: string; revision: number };

/** One press: a step of one award, as its card showed it. Goes back to the same list. */
async function press(
	event: RequestEvent,
	step: AwardStep,
	run: (ctx: Ctx, input: Input, form: FormData) => Promise<unknown>,
) {
	requirePerson(event, 'prizes.write');
	const form = await event.request.formData();
	const award = String(form.get('award'));
	const input = { award, revision: Number(form.get('revision')) };
	try {
		await run(event.locals.ctx, input, form);
	} catch (thrown) {
		return refusal(thrown, { award, reason: String(form.get('reason') ?? '') });
	}
	redirect(303, `${filterQuery(filterOf(event.url.searchParams))}&done=${step}`);
}

export const actions: Actions = {
	approve: (event) => press(event, 'approve', (ctx, input) => approvePrize({ ctx, input })),
	hand_over: (event) => press(event, 'hand_over', (ctx, input) => handOverPrize({ ctx, input })),
	pass_on: (event) => press(event, 'pass_on', (ctx, input) => passOnPrize({ ctx, input })),
	withdraw: (event) =>
		press(event, 'withdraw', (ctx, input, form) =>
			withdrawPrize({ ctx, input: { ...input, reason: String(form.get('reason') ?? '') } }),
		),
};
