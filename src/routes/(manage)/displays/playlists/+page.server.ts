import { redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listHostedOffices } from '#lib/server/displays/hosts.ts';
import { createPlaylist, listPlaylists } from '#lib/server/displays/playlists.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	return {
		playlists: await listPlaylists({ ctx, input: {} }),
		offices: await listHostedOffices({ ctx, input: {} }),
		owner: may(actor, 'displays.write'),
	};
};

export const actions: Actions = {
	async default(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const name = String(form.get('name') ?? '').trim();
		const office = String(form.get('office') ?? '');
		let id: string;
		try {
			const input = { name, ...(office === '' ? {} : { office }) };
			({ id } = await createPlaylist({ ctx: event.locals.ctx, input }));
		} catch (thrown) {
			return refusal(thrown, { name, office });
		}
		redirect(303, `/displays/playlists/${id}`);
	},
};
