import { requirePerson } from '#lib/server/auth/guard.ts';
import { awardsOf } from '#lib/server/badges/queries.ts';
import { readProfile } from '#lib/server/people/read-profile.ts';
import { recognitionsOf } from '#lib/server/recognition/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { key } = event.params;
	const [profile, thanks] = await Promise.all([
		readProfile({ ctx, input: { key } }),
		recognitionsOf({ ctx, input: { key } }),
	]);
	// Under a pseudonym badges would say whose they are: the contests and months that they were earned in.
	const badges = profile.named ? await awardsOf({ ctx, input: { person: key } }) : [];
	return { profile, thanks, badges, now: ctx.now.toISOString() };
};
