import { requirePerson } from '#lib/server/auth/guard.ts';
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
	return { profile, thanks, now: ctx.now.toISOString() };
};
