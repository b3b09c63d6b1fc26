import { error } from '@sveltejs/kit';
import { instantOf } from '#lib/domain/contest/local-time.ts';
import { Failure } from '#lib/domain/failure.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { saveShareDrafts } from '#lib/server/sharing/drafts.ts';
import { prepareShare } from '#lib/server/sharing/prepare.ts';
import { forgetReminder, remindLater } from '#lib/server/sharing/remind.ts';
import { setMastodonServer } from '#lib/server/sharing/server-of.ts';
import { setShareAddress } from '#lib/server/sharing/set-address.ts';
import { readSharePage } from '#lib/server/sharing/share-page.ts';
import type { Actions, PageServerLoad } from './$types';
import { press, textsOf } from './form.server.ts';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	try {
		return await readSharePage({ ctx: event.locals.ctx, input: { post: event.params.id } });
	} catch (thrown) {
		if (!(thrown instanceof Failure) || thrown.code !== 'not_found') throw thrown;
		error(404, { message: m.share_problem_gone(), code: 'not_found' });
	}
};

export const actions: Actions = {
	async prepare(event) {
		requirePerson(event);
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const texts = textsOf(form);
		const server = form.get('server');
		try {
			if (server) await setMastodonServer({ ctx, input: { server: String(server) } });
			const language = String(form.get('language') ?? 'en');
			const input = { post: event.params.id, language, posts: texts };
			return { ready: await prepareShare({ ctx, input }) };
		} catch (thrown) {
			return refusal(thrown, { texts });
		}
	},

	save: (event) =>
		press(event, 'saved', (form) => {
			const input = { post: event.params.id, texts: textsOf(form) };
			return saveShareDrafts({ ctx: event.locals.ctx, input });
		}),

	remind: (event) =>
		press(event, 'reminded', async (form) => {
			const { ctx } = event.locals;
			const texts = textsOf(form);
			const at = instantOf(String(form.get('at')), String(form.get('zone')));
			const networks = texts.map(({ network }) => network);
			const post = event.params.id;
			// What is no time is refused as one that is over.
			await remindLater({ ctx, input: { post, networks, at: at ?? new Date(0) } });
			await saveShareDrafts({ ctx, input: { post, texts } });
		}),

	forget: (event) =>
		press(event, 'forgotten', (form) =>
			forgetReminder({ ctx: event.locals.ctx, input: { id: String(form.get('id')) } }),
		),

	address: (event) =>
		press(event, 'address', (form) => {
			const [slug, address] = [String(form.get('slug')), String(form.get('address'))];
			return setShareAddress({ ctx: event.locals.ctx, input: { slug, address } });
		}),
};
