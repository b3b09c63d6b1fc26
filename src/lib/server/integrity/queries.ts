import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type {
	Concerned,
	CorrectionView,
	DisputeCase,
	RequestView,
} from '#lib/domain/integrity/view.ts';
import { assertVisible, loadContest } from '../boards/contest.ts';
import { contestIdOf } from '../contests/find.ts';
import { guarded } from '../context.ts';
import { correctionsOf } from './corrections.ts';

export { listFlags } from './list-flags.ts';
export { openCount } from './open-count.ts';

const contest = z.string().min(1).max(100);
type Ref = { slug: string; name: string; timeZone: string };
type OfContest = { id: string; contest: Ref };

/** Every void and adjustment that reaches into a contest, newest first, at most 200. Throws Failure `not_found`. */
export const listCorrections = guarded(
	'listCorrections',
	'integrity.read',
	z.strictObject({ contest }),
	async (ctx, input): Promise<CorrectionView[]> =>
		correctionsOf(ctx, await contestIdOf(ctx, input.contest), null),
);

/** Every void and adjustment in a contest about whoever asks, with its reason and what became of an objection. Throws Failure `not_found`. */
export const readOwnCorrections = guarded(
	'readOwnCorrections',
	'disputes.create.own',
	z.strictObject({ contest }),
	async (ctx, input): Promise<{ corrections: CorrectionView[]; open: boolean }> => {
		if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'Only a person has any.');
		const loaded = await loadContest(ctx.db, { slug: input.contest });
		assertVisible(ctx.actor, loaded);
		return {
			corrections: await correctionsOf(ctx, loaded.id, ctx.actor.id),
			/** Whether an objection can still change the result. */
			open: loaded.finalAt === null && loaded.cancelledAt === null,
		};
	},
);

/** Objections that wait for an answer, oldest first, with what each is about. */
export const listDisputes = guarded(
	'listDisputes',
	'integrity.read',
	z.strictObject({ contest: contest.optional() }),
	async (ctx, input): Promise<DisputeCase[]> => {
		const rows = (await ctx.db.execute(sql`
			select d.id, d.contest_id as "contestId", d.person_id as "personId",
				json_build_object('slug', c.slug, 'name', c.name, 'timeZone', r.rules ->> 'timeZone') as contest
			from disputes d join contests c on c.id = d.contest_id
			join contest_rules r on r.contest_id = c.id and r.version = c.rules_version
			where d.state = 'open' and (${input.contest ?? null}::text is null or c.slug = ${input.contest ?? null})
			order by d.created_at limit 100
		`)) as unknown as (OfContest & { contestId: string; personId: string })[];
		const cases: DisputeCase[] = [];
		for (const row of rows) {
			const own = await correctionsOf(ctx, row.contestId, row.personId);
			const correction = own.find(({ dispute }) => dispute?.id === row.id);
			if (correction?.dispute)
				cases.push({ ...correction.dispute, contest: row.contest, correction });
		}
		return cases;
	},
);

/** Adjustments that wait for a second owner, oldest first. */
export const listRequests = guarded(
	'listRequests',
	'integrity.read',
	z.strictObject({ contest: contest.optional() }),
	async (ctx, input): Promise<RequestView[]> => {
		type Row = Omit<RequestView, 'at' | 'own'> & {
			ms: number;
			createdBy: string | null;
			personId: string;
			person: Concerned;
		};
		const rows = (await ctx.db.execute(sql`
			select q.id, q.points, q.reason, q.created_by as "createdBy", q.person_id as "personId", b.name as by,
				(extract(epoch from q.created_at) * 1000)::float8 as ms,
				json_build_object('externalId', p.external_id, 'name', p.name, 'team', t.name,
					'avatarSeed', p.avatar_seed) as person,
				json_build_object('slug', c.slug, 'name', c.name, 'timeZone', r.rules ->> 'timeZone') as contest
			from adjustment_requests q join contests c on c.id = q.contest_id
			join contest_rules r on r.contest_id = c.id and r.version = c.rules_version
			join people p on p.id = q.person_id join teams t on t.id = p.team_id
			left join people b on b.id = q.created_by
			where q.state = 'open' and (${input.contest ?? null}::text is null or c.slug = ${input.contest ?? null})
			order by q.created_at limit 100
		`)) as unknown as Row[];
		const me = ctx.actor.kind === 'person' ? ctx.actor.id : null;
		return rows.map(({ ms, createdBy, personId, ...row }) => ({
			...row,
			at: new Date(Math.round(ms)).toISOString(),
			own: ownOf(me, createdBy, personId),
		}));
	},
);

function ownOf(me: string | null, createdBy: string | null, personId: string): RequestView['own'] {
	if (me === null) return null;
	if (createdBy === me) return 'request';
	return personId === me ? 'points' : null;
}

/** Above how many points, either way, an adjustment needs a second owner; null where none does. */
export const readAdjustmentLimit = guarded(
	'readAdjustmentLimit',
	'integrity.read',
	z.strictObject({}),
	async (ctx): Promise<number | null> => {
		const rows = (await ctx.db.execute(
			sql`select adjustment_limit as "limit" from program where id = 1`,
		)) as unknown as { limit: number | null }[];
		return rows[0]?.limit ?? null;
	},
);
