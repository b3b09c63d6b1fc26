import { redirect, type RequestEvent } from '@sveltejs/kit';
import { EVERY } from '#lib/domain/feeds/schedule.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import { acceptItem, dismissItem, listFeedItems } from '#lib/server/feeds/items.ts';
import { addFeed, changeFeed, removeFeed } from '#lib/server/feeds/keep.ts';
import { listFeeds } from '#lib/server/feeds/queries.ts';
import { readFeed } from '#lib/server/feeds/read.ts';
import { listCategories } from '#lib/server/posts/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'feeds.read');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const page = Math.min(1000, Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1));
	const [feeds, list, categories, { timeZone }] = await Promise.all([
		listFeeds({ ctx, input: {} }),
		listFeedItems({ ctx, input: { page } }),
		listCategories({ ctx, input: {} }),
		readProgram(ctx),
	]);
	return { feeds, ...list, categories, page, timeZone, done: searchParams.get('done') };
};

const pace = (form: FormData) =>
	EVERY.find((one) => String(one) === form.get('everyMinutes')) ?? 60;

/** How a feed is read, as its form sends it. */
const settingsOf = (form: FormData) => ({
	...{ name: String(form.get('name') ?? ''), category: String(form.get('category') ?? '') },
	...{ everyMinutes: pace(form), paused: form.has('paused') },
});

/** One press; `done` is what the page says of it afterwards. */
async function press(
	event: RequestEvent,
	done: string,
	run: (ctx: Ctx, form: FormData, text: (name: string) => string) => Promise<unknown>,
) {
	requirePerson(event, 'feeds.write');
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '').trim();
	try {
		await run(event.locals.ctx, form, text);
	} catch (thrown) {
		return refusal(thrown, { url: text('url'), feed: text('feed'), typed: settingsOf(form) });
	}
	redirect(303, `?done=${done}`);
}

export const actions: Actions = {
	/** A new feed is read at once: whoever adds one wants to see whether it works. */
	add: (event) =>
		press(event, 'feed_add', async (ctx, form, text) => {
			const input = { url: text('url'), category: text('category'), everyMinutes: pace(form) };
			const { id } = await addFeed({ ctx, input });
			await readFeed({ ctx, input: { id } });
		}),
	change: (event) =>
		press(event, 'feed_change', (ctx, form, text) =>
			changeFeed({
				ctx,
				input: { id: text('feed'), revision: Number(text('revision')), ...settingsOf(form) },
			}),
		),
	remove: (event) =>
		press(event, 'feed_remove', (ctx, _, text) => removeFeed({ ctx, input: { id: text('feed') } })),
	accept: (event) =>
		press(event, 'accept', (ctx, _, text) => acceptItem({ ctx, input: { id: text('item') } })),
	dismiss: (event) =>
		press(event, 'dismiss', (ctx, _, text) => dismissItem({ ctx, input: { id: text('item') } })),
	async read(event) {
		requirePerson(event, 'feeds.write');
		const id = String((await event.request.formData()).get('feed'));
		try {
			return { read: await readFeed({ ctx: event.locals.ctx, input: { id } }) };
		} catch (thrown) {
			return refusal(thrown, { url: '', feed: id, typed: null });
		}
	},
};
