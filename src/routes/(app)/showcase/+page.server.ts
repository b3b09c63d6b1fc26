import { redirect, type RequestEvent } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readShowcase } from '#lib/server/showcase/published.ts';
import { makeFeed, readSubscription, subscribeToLetter } from '#lib/server/showcase/subscribe.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	// What was withdrawn is in no cache.
	event.depends('showcase:posts');
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const [{ showcase, months }, subscription] = await Promise.all([
		readShowcase({ ctx, input: {} }),
		readSubscription({ ctx, input: {} }),
	]);
	return { showcase, months, subscription, curates: may(actor, 'showcase.curate') };
};

async function act(event: RequestEvent, run: (on: boolean) => Promise<void>) {
	requirePerson(event);
	await run((await event.request.formData()).get('on') === '1');
	redirect(303, '/showcase#brought');
}

export const actions: Actions = {
	letter: (event) =>
		act(event, (letter) => subscribeToLetter({ ctx: event.locals.ctx, input: { letter } })),
	feed: (event) => act(event, (on) => makeFeed({ ctx: event.locals.ctx, input: { on } })),
};
