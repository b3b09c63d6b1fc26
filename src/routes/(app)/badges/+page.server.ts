import { requirePerson } from '#lib/server/auth/guard.ts';
import { listBadges, ownStandings } from '#lib/server/badges/queries.ts';
import { may } from '#lib/domain/people/permissions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event);
	const { ctx } = event.locals;
	const [badges, standings] = await Promise.all([
		listBadges({ ctx, input: {} }),
		ownStandings({ ctx, input: {} }),
	]);
	return { badges, standings, mayGive: may(actor, 'badges.give') };
};
