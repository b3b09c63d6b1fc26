import { redirect } from '@sveltejs/kit';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { findColleagues } from '#lib/server/badges/colleagues.ts';
import type { Ctx } from '#lib/server/context.ts';
import { listContests } from '#lib/server/contests/queries.ts';
import { createDisplay } from '#lib/server/displays/create.ts';
import { listFleet } from '#lib/server/displays/fleet.ts';
import { listHostedOffices, listHosts } from '#lib/server/displays/hosts.ts';
import { listPlaylists } from '#lib/server/displays/playlists.ts';
import { listDisplays } from '#lib/server/displays/queries.ts';
import { revokeDisplay } from '#lib/server/displays/revoke.ts';
import { fleetActions } from './fleet-actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What is the owners’: links, which open a board to whoever has them, and who looks after whose screens. */
async function ofOwners(ctx: Ctx, name: string) {
	const [displays, contests, hosts, found] = await Promise.all([
		listDisplays({ ctx, input: {} }),
		listContests({ ctx, input: {} }),
		listHosts({ ctx, input: {} }),
		findColleagues({ ctx, input: { name, to: null } }),
	]);
	return {
		...{ hosts, found, asked: name },
		links: displays.filter(({ contest }) => contest !== null),
		contests: contests
			.filter(({ phase }) => phase !== 'cancelled')
			.map(({ slug, name }) => ({ slug, name })),
	};
}

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	const { origin, searchParams } = event.url;
	const [screens, offices, playlists] = await Promise.all([
		listFleet({ ctx, input: {} }),
		listHostedOffices({ ctx, input: {} }),
		listPlaylists({ ctx, input: {} }),
	]);
	const asked = (field: string) => searchParams.get(field);
	return {
		...{ origin, screens, offices, playlists },
		now: ctx.now.toISOString(),
		timeZones: ['UTC', ...Intl.supportedValuesOf('timeZone')],
		own: may(actor, 'displays.write')
			? await ofOwners(ctx, (asked('host') ?? '').slice(0, 200))
			: null,
		/** What a link of the page asks for, so that it works without a script. */
		...{ made: asked('made'), revoking: asked('revoke'), editing: asked('edit') },
		done: { paired: asked('paired'), identified: asked('identified'), reloaded: asked('reloaded') },
	};
};

export const actions: Actions = {
	...fleetActions,

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
			return refusal(thrown, { id: 'new', ...kept });
		}
		redirect(303, `?made=${id}#display-${id}`);
	},

	async revoke(event) {
		requirePerson(event);
		const form = await event.request.formData();
		await revokeDisplay({ ctx: event.locals.ctx, input: { id: String(form.get('id')) } });
		redirect(303, event.url.pathname);
	},
};
