import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { createDispute } from '#lib/server/integrity/dispute.ts';
import { readOwnCorrections } from '#lib/server/integrity/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { externalId } = requirePerson(event, 'disputes.create.own');
	const { ctx } = event.locals;
	const { slug } = event.params;
	const [{ name, timeZone }, own] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readOwnCorrections({ ctx, input: { contest: slug } }),
	]);
	return { contest: { slug, name, timeZone }, me: externalId, ...own };
};

export const actions: Actions = {
	async object(event) {
		requirePerson(event, 'disputes.create.own');
		const form = await event.request.formData();
		const field = (name: string) => String(form.get(name) ?? '').trim();
		const [id, text] = [field('id'), field('text')];
		const target = field('target') === 'void' ? 'void' : 'adjustment';
		try {
			const input = { contest: event.params.slug, target, id, text } as const;
			await createDispute({ ctx: event.locals.ctx, input });
		} catch (thrown) {
			return refusal(thrown, { id, text });
		}
		return { done: 'sent' };
	},
};
