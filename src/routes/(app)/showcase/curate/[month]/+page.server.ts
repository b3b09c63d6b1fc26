import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { askAuthors } from '#lib/server/showcase/ask.ts';
import { curateShowcase } from '#lib/server/showcase/curate.ts';
import { readDesk } from '#lib/server/showcase/desk.ts';
import { recountShowcase } from '#lib/server/showcase/prepare.ts';
import { publishShowcase, takeBackShowcase } from '#lib/server/showcase/publish.ts';
import { decisionsOf, keptOf } from '#lib/domain/showcase/desk-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'showcase.curate');
	const { ctx, params } = { ...event, ctx: event.locals.ctx };
	const [desk, { timeZone }] = await Promise.all([
		readDesk({ ctx, input: { month: params.month } }),
		readProgram(ctx),
	]);
	const { searchParams } = event.url;
	return { desk, timeZone, done: searchParams.get('done'), asked: Number(searchParams.get('n')) };
};

type Verb = (form: FormData, month: string, revision: number) => Promise<string>;

/**
 * Saves what was typed, does one thing with the month as it is then, and comes back; what is refused is said with what was typed. All
 * presses are of one form: whoever publishes publishes what they see.
 */
const act = (verb: (event: RequestEvent) => Verb) => async (event: RequestEvent) => {
	requirePerson(event, 'showcase.curate');
	const form = await event.request.formData();
	const month = event.params.month ?? '';
	const [intro, revision] = [String(form.get('intro') ?? ''), Number(form.get('revision'))];
	let done: string;
	try {
		const entries = decisionsOf(form);
		await curateShowcase({ ctx: event.locals.ctx, input: { month, revision, intro, entries } });
		done = await verb(event)(form, month, revision + 1);
	} catch (thrown) {
		return refusal(thrown, keptOf(form));
	}
	redirect(303, `/showcase/curate/${month}?done=${done}`);
};

export const actions: Actions = {
	save: act(() => () => Promise.resolve('saved')),
	ask: act(({ locals: { ctx } }) => async (_, month) => {
		const { asked } = await askAuthors({ ctx, input: { month } });
		return `asked&n=${asked}`;
	}),
	recount: act(({ locals: { ctx } }) => async (_, month, revision) => {
		await recountShowcase({ ctx, input: { month, revision } });
		return 'counted';
	}),
	publish: act(({ locals: { ctx } }) => async (form, month, revision) => {
		const input = { month, revision, letter: form.get('letter') === 'on' };
		await publishShowcase({ ctx, input });
		return 'published';
	}),
	back: act(({ locals: { ctx } }) => async (_, month, revision) => {
		await takeBackShowcase({ ctx, input: { month, revision } });
		return 'back';
	}),
};
