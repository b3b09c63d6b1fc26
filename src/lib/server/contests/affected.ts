import { z } from 'zod';
import { competes } from '#lib/domain/contest/competes.ts';
import { Failure } from '#lib/domain/failure.ts';
import { loadContest } from '../boards/contest.ts';
import { guarded } from '../context.ts';
import { activePeople, type Member } from './competitors.ts';
import { unknownExclusions } from './exclusions.ts';

export type AffectedPerson = { externalId: string; name: string; team: string };

const names = z.array(z.string().max(200)).max(10_000);
const shown = ({ id, name, team }: Member): AffectedPerson => ({ externalId: id, name, team });

/**
 * Who begins and who ceases to compete under these exclusions, by name: against the contest's own, or, without a
 * contest, against everybody competing. Active people only. Throws Failure `not_found`.
 */
export const affectedBy = guarded(
	'affectedBy',
	'contests.write',
	z.strictObject({
		contest: z.string().min(1).max(100).optional(),
		exclude: z.strictObject({ people: names, teams: names, groups: names }),
	}),
	async (
		ctx,
		{ contest: slug, exclude },
	): Promise<{
		joining: AffectedPerson[];
		leaving: AffectedPerson[];
		/** How many compete then. */
		competing: number;
		/** Names that nobody bears yet. */
		unknown: { kind: 'people' | 'teams' | 'groups'; name: string }[];
	}> => {
		const contest = slug === undefined ? null : await loadContest(ctx.db, { slug });
		if (slug !== undefined && !contest) throw new Failure('not_found', 'There is no such contest.');
		const before = contest ? competes(contest.rules.exclude) : () => true;
		const after = competes(exclude);
		const everybody = await activePeople(ctx);
		return {
			joining: everybody.filter((one) => !before(one) && after(one)).map(shown),
			leaving: everybody.filter((one) => before(one) && !after(one)).map(shown),
			competing: everybody.filter(after).length,
			unknown: await unknownExclusions(ctx, exclude),
		};
	},
);
