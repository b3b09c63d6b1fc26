import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import {
	addCategory,
	listOwnedCategories,
	moveCategory,
	removeCategory,
	renameCategory,
} from '#lib/server/posts/categories.ts';
import { listOwnedTopics, mergeTopics, renameTopic } from '#lib/server/posts/topic-names.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'posts.write');
	const { ctx } = event.locals;
	const [categories, topics] = await Promise.all([
		listOwnedCategories({ ctx, input: {} }),
		listOwnedTopics({ ctx, input: {} }),
	]);
	return { categories, topics };
};

async function press(
	event: RequestEvent,
	run: (ctx: Ctx, text: (name: string) => string) => Promise<void>,
) {
	requirePerson(event, 'posts.write');
	const form = await event.request.formData();
	const text = (name: string) => String(form.get(name) ?? '').trim();
	try {
		await run(event.locals.ctx, text);
	} catch (thrown) {
		return refusal(thrown, { id: text('id'), name: text('name') });
	}
	redirect(303, '/stories/categories');
}

export const actions: Actions = {
	add: (event) => press(event, (ctx, text) => addCategory({ ctx, input: { name: text('name') } })),
	rename: (event) =>
		press(event, (ctx, text) =>
			renameCategory({ ctx, input: { id: text('id'), name: text('name') } }),
		),
	up: (event) =>
		press(event, (ctx, text) => moveCategory({ ctx, input: { id: text('id'), by: -1 } })),
	down: (event) =>
		press(event, (ctx, text) => moveCategory({ ctx, input: { id: text('id'), by: 1 } })),
	remove: (event) =>
		press(event, (ctx, text) => removeCategory({ ctx, input: { id: text('id') } })),
	renameTopic: (event) =>
		press(event, (ctx, text) =>
			renameTopic({ ctx, input: { id: text('id'), name: text('name') } }),
		),
	mergeTopics: (event) =>
		press(event, (ctx, text) =>
			mergeTopics({ ctx, input: { id: text('id'), into: text('name') } }),
		),
};
