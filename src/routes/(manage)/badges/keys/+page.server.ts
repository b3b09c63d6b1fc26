import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { distrustCredentialKey } from '#lib/server/badges/distrust.ts';
import { readCredentialKeys, rotateCredentialKey } from '#lib/server/badges/keys.ts';
import type { Ctx } from '#lib/server/context.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

const DONE = ['rotate', 'distrust'] as const;

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'badges.keys');
	const { ctx } = event.locals;
	const [keys, { timeZone }] = await Promise.all([
		readCredentialKeys({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const said = event.url.searchParams.get('done');
	return { keys, timeZone, done: DONE.find((one) => one === said) ?? null };
};

async function act(
	event: RequestEvent,
	which: (typeof DONE)[number],
	run: (ctx: Ctx, form: { password: string; kid: string }) => Promise<unknown>,
) {
	requirePerson(event, 'badges.keys');
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '');
	const kid = text('kid');
	try {
		await run(event.locals.ctx, { password: text('password'), kid });
	} catch (thrown) {
		return refusal(thrown, { which, kid }, event.setHeaders);
	}
	redirect(303, `/badges/keys?done=${which}`);
}

export const actions: Actions = {
	rotate: (event) =>
		act(event, 'rotate', (ctx, { password }) => rotateCredentialKey({ ctx, input: { password } })),
	distrust: (event) =>
		act(event, 'distrust', (ctx, input) => distrustCredentialKey({ ctx, input })),
};
