import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { readDrive } from '#lib/server/reveals/queries.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'reveal.drive');
	const { ctx } = event.locals;
	const { slug } = event.params;
	const [{ name, phase }, board, drive] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readBoard({ ctx, input: { contest: slug, top: 1 } }),
		readDrive({ ctx, input: { contest: slug } }),
	]);
	return { contest: { slug, name, phase }, board, ...drive };
};

/** Runs a verb for an owner; a refusal is shown beside how it stands now. */
async function attempt(event: RequestEvent, run: (form: FormData) => Promise<unknown>) {
	requirePerson(event, 'reveal.drive');
	try {
		await run(await event.request.formData());
		return undefined;
	} catch (thrown) {
		return refusal(thrown, {});
	}
}

const of = (event: RequestEvent) => ({ ctx: event.locals.ctx, contest: event.params.slug });

export const actions: Actions = {
	begin: (event) => {
		const { ctx, contest } = of(event);
		return attempt(event, () => startReveal({ ctx, input: { contest } }));
	},
	step: (event) => {
		const { ctx, contest } = of(event);
		return attempt(event, (form) =>
			stepReveal({
				ctx,
				input: { contest, to: form.get('to'), revision: form.get('revision') },
			}),
		);
	},
	end: (event) => {
		const { ctx, contest } = of(event);
		return attempt(event, (form) =>
			endReveal({ ctx, input: { contest, early: form.get('early') === 'yes' } }),
		);
	},
};
