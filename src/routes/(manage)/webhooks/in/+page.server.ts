import { Failure } from '#lib/domain/failure.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { endHookSource } from '#lib/server/hooks/end-source.ts';
import { listHookSources } from '#lib/server/hooks/queries.ts';
import { rotateHookSecret } from '#lib/server/hooks/rotate-secret.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'hooks.write');
	const { ctx } = event.locals;
	const [sources, { timeZone }] = await Promise.all([
		listHookSources({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const { origin, searchParams } = event.url;
	/** What a link of the page asks for, so that it works without a script. */
	const asking = { rotate: searchParams.get('rotate'), end: searchParams.get('end') };
	return { sources, timeZone, origin, asking };
};

/** Does something with the sender that the form names; its name is kept where it is refused. */
async function withName<T>(event: RequestEvent, run: (name: string) => Promise<T>) {
	requirePerson(event, 'hooks.write');
	const name = String((await event.request.formData()).get('name') ?? '').trim();
	try {
		return await run(name);
	} catch (thrown) {
		return refusal(thrown, { name });
	}
}

export const actions: Actions = {
	create: (event) =>
		withName(event, async (name) => {
			const { secret } = await createHookSource({ ctx: event.locals.ctx, input: { name } });
			return { secret };
		}),
	rotate: (event) =>
		withName(event, async (name) => {
			const { secret } = await rotateHookSecret({ ctx: event.locals.ctx, input: { name } });
			return { secret };
		}),
	end: (event) =>
		withName(event, async (name) => {
			await endHookSource({ ctx: event.locals.ctx, input: { name } }).catch((thrown: unknown) => {
				// Two may press.
				if (!(thrown instanceof Failure) || thrown.code !== 'not_found') throw thrown;
			});
			return { ended: name };
		}),
};
