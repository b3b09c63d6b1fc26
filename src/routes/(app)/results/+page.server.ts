import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { awardsOf } from '#lib/server/badges/queries.ts';
import { discardShareDrafts } from '#lib/server/sharing/drafts.ts';
import { readMyResults } from '#lib/server/sharing/my-results.ts';
import { forgetReminder } from '#lib/server/sharing/remind.ts';
import { setShareAddress } from '#lib/server/sharing/set-address.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { externalId } = requirePerson(event);
	const { ctx } = event.locals;
	const [results, awards] = await Promise.all([
		readMyResults({ ctx, input: {} }),
		awardsOf({ ctx, input: { person: externalId } }),
	]);
	// Of each badge the highest level.
	const badges = [...Map.groupBy(awards, ({ badge }) => badge).values()].map((list) => {
		const best = list.reduce((most, one) => (one.level > most.level ? one : most));
		const { badge, art, name, level, of } = best;
		return { badge, art, name, level, of };
	});
	return {
		...{ results, badges },
		done: event.url.searchParams.get('done'),
	};
};

async function press(
	event: RequestEvent,
	done: string,
	run: (text: (name: string) => string) => Promise<unknown>,
) {
	requirePerson(event);
	const form = await event.request.formData();
	try {
		await run((name) => String(form.get(name) ?? ''));
	} catch (thrown) {
		return refusal(thrown, {});
	}
	redirect(303, `/results?done=${done}`);
}

export const actions: Actions = {
	address: (event) =>
		press(event, 'address', (text) => {
			const input = { slug: text('slug'), address: text('address') };
			return setShareAddress({ ctx: event.locals.ctx, input });
		}),
	discard: (event) =>
		press(event, 'discarded', (text) =>
			discardShareDrafts({ ctx: event.locals.ctx, input: { post: text('post') } }),
		),
	forget: (event) =>
		press(event, 'forgotten', (text) =>
			forgetReminder({ ctx: event.locals.ctx, input: { id: text('id') } }),
		),
};
