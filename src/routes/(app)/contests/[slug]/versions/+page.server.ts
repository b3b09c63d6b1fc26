import { requirePerson } from '#lib/server/auth/guard.ts';
import { rulesSchema } from '#lib/domain/contest/rules.ts';
import { rulesInWords } from '#lib/domain/contest/words.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { readVersions } from '#lib/server/contests/versions.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { slug } = event.params;
	const [contest, versions, { dedupeHours }] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readVersions({ ctx, input: { contest: slug } }),
		readProgram(ctx),
	]);
	return {
		contest: { slug, name: contest.name, timeZone: contest.timeZone },
		versions: versions.map((version) => ({
			...version,
			sentences: rulesInWords(rulesSchema.parse(version.rules), dedupeHours),
		})),
	};
};
