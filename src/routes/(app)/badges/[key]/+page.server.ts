import { error } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { ownStandings, readBadge } from '#lib/server/badges/queries.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { key } = event.params;
	try {
		const [badge, standings, { timeZone }] = await Promise.all([
			readBadge({ ctx, input: { key } }),
			ownStandings({ ctx, input: {} }),
			readProgram(ctx),
		]);
		return { badge, standing: standings[key]!, timeZone };
	} catch (thrown) {
		if (!(thrown instanceof Failure) || !['not_found', 'invalid'].includes(thrown.code))
			throw thrown;
		error(404, { message: m.errors_not_found(), code: 'not_found' });
	}
};
