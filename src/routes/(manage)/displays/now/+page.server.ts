import { redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { listFleet } from '#lib/server/displays/fleet.ts';
import { listHostedOffices } from '#lib/server/displays/hosts.ts';
import { listShows } from '#lib/server/displays/shows.ts';
import { endShow } from '#lib/server/displays/takeovers.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { sceneAsked, show } from './show.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	const [screens, offices, shows, chosen] = await Promise.all([
		listFleet({ ctx, input: {} }),
		listHostedOffices({ ctx, input: {} }),
		listShows({ ctx, input: {} }),
		sceneAsked(event),
	]);
	return {
		screens: screens.map(({ id, name }) => ({ id, name })),
		...{ offices, shows, chosen, owner: may(actor, 'displays.write') },
		timeZone: (await readProgram(ctx)).timeZone,
		done: event.url.searchParams.get('done'),
	};
};

export const actions: Actions = {
	show,

	async end(event) {
		requirePerson(event);
		const form = await event.request.formData();
		await endShow({ ctx: event.locals.ctx, input: { id: String(form.get('id')) } });
		redirect(303, '?done=end');
	},
};
