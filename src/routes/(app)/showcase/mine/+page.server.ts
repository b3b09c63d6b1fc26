import { redirect, type RequestEvent } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readAppearance } from '#lib/server/people/appearance.ts';
import { readOwnShowcase } from '#lib/server/showcase/desk.ts';
import { answerShowcase, setShowcasePermission } from '#lib/server/showcase/permit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const [own, { appearance, pseudonym }] = await Promise.all([
		readOwnShowcase({ ctx, input: {} }),
		readAppearance({ ctx, input: {} }),
	]);
	const done = event.url.searchParams.get('done');
	return { own, shown: appearance.showcase, pseudonym, done };
};

async function act(event: RequestEvent, run: (form: FormData) => Promise<string>) {
	requirePerson(event);
	const form = await event.request.formData();
	let done: string;
	try {
		done = await run(form);
	} catch (thrown) {
		return refusal(thrown, {});
	}
	redirect(303, `/showcase/mine?done=${done}`);
}

export const actions: Actions = {
	answer: (event) =>
		act(event, async (form) => {
			const answer = form.get('answer') === 'yes' ? 'yes' : 'no';
			const input = { entry: String(form.get('entry')), answer } as const;
			await answerShowcase({ ctx: event.locals.ctx, input });
			return answer;
		}),
	permission: (event) =>
		act(event, async (form) => {
			const permission = String(form.get('permission')) as 'ask';
			await setShowcasePermission({ ctx: event.locals.ctx, input: { permission } });
			return 'saved';
		}),
};
