import { error } from '@sveltejs/kit';
import { instantOf } from '#lib/domain/contest/local-time.ts';
import { isTimeZone } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { saveShareDrafts } from '#lib/server/sharing/drafts.ts';
import { prepareShare } from '#lib/server/sharing/prepare.ts';
import { forgetReminder, remindLater } from '#lib/server/sharing/remind.ts';
import { setMastodonServer } from '#lib/server/sharing/server-of.ts';
import { readSharePage } from '#lib/server/sharing/share-page.ts';
import type { Actions, PageServerLoad } from './$types';
import { keepAddress, press, textsOf } from './form.server.ts';

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
			return { language, ready: await prepareShare({ ctx, input }) };
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
			const zone = String(form.get('zone'));
			const at = isTimeZone(zone) ? instantOf(String(form.get('at')), zone) : null;
			const networks = texts.map(({ network }) => network);
			const post = event.params.id;
			// What is no time is refused as one that is over.
			await remindLater({ ctx, input: { post, networks, at: at ?? new Date(0) } });
			await saveShareDrafts({ ctx, input: { post, texts } });
		}),

	forget: (event) =>
		press(event, 'forgotten', async (form) => {
			const { ctx } = event.locals;
			await saveShareDrafts({ ctx, input: { post: event.params.id, texts: textsOf(form) } });
			await forgetReminder({ ctx, input: { id: String(form.get('id')) } });
		}),

	address: keepAddress,
};
