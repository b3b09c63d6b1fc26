import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { answerPrize } from '#lib/server/prizes/answer.ts';
import { myPrizes } from '#lib/server/prizes/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	return { prizes: await myPrizes({ ctx, input: {} }), done: searchParams.get('done') };
};

/** The winner's answer to one prize, as its card showed it. */
async function answer(event: RequestEvent, answered: 'accept' | 'decline') {
	requirePerson(event);
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const kept = { award: text('award'), delivery: text('delivery') };
	const input = { award: kept.award, revision: Number(text('revision')) };
	const { ctx } = event.locals;
	try {
		if (answered === 'decline') await answerPrize({ ctx, input: { ...input, answer: 'decline' } });
		else await answerPrize({ ctx, input: { ...input, ...kept, answer: 'accept' } });
	} catch (thrown) {
		return refusal(thrown, kept);
	}
	redirect(303, `/prizes/mine?done=${answered}`);
}

export const actions: Actions = {
	accept: (event) => answer(event, 'accept'),
	decline: (event) => answer(event, 'decline'),
};
