import { redirect } from '@sveltejs/kit';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listContests } from '#lib/server/contests/queries.ts';
import { createDisplay } from '#lib/server/displays/create.ts';
import { listDisplays } from '#lib/server/displays/queries.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import { listOffices } from '#lib/server/people/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'displays.write');
	const { ctx } = event.locals;
	const { origin, searchParams } = event.url;
	const [displays, contests, offices] = await Promise.all([
		listDisplays({ ctx, input: {} }),
		listContests({ ctx, input: {} }),
		listOffices({ ctx, input: {} }),
	]);
	return {
		origin,
		displays,
		contests: contests
			.filter(({ phase }) => phase !== 'cancelled')
			.map(({ slug, name }) => ({ slug, name })),
		offices,
		/** What a link of the page asks for, so that it works without a script. */
		made: searchParams.get('made'),
		revoking: searchParams.get('revoke'),
	};
};

export const actions: Actions = {
	async create(event) {
		requirePerson(event, 'displays.write');
		const form = await event.request.formData();
		const text = (field: string) => String(form.get(field) ?? '').trim();
		const kept = { name: text('name'), contest: text('contest'), office: text('office') };
		let id: string;
		try {
			const input = { ...kept, office: kept.office === '' ? undefined : kept.office };
			({ id } = await createDisplay({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, kept);
		}
		redirect(303, `?made=${id}#display-${id}`);
	},

	async revoke(event) {
		requirePerson(event, 'displays.write');
		const form = await event.request.formData();
		await revokeDisplay({ ctx: event.locals.ctx, input: { id: String(form.get('id')) } });
		redirect(303, event.url.pathname);
	},
};
