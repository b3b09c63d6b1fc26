import { sql } from 'drizzle-orm';
import type {
	Concerned,
	CorrectionView,
	DisputeView,
	NamedLink,
} from '#lib/domain/integrity/view.ts';
import type { Ctx } from '../context.ts';

type Row = {
	target: 'void' | 'adjustment';
	id: string;
	at: number;
	by: string | null;
	approvedBy: string | null;
	reason: string;
	person: Concerned;
	liftedAt: number | null;
	liftedBy: string | null;
	dispute: DisputeView | null;
	what: 'click' | 'conversion' | 'link' | 'person';
	link: NamedLink | null;
	from: number | null;
	to: number | null;
	facts: number;
	points: number;
};

const MOST = 200;
const ms = (column: string, name: string) =>
	sql.raw(`(extract(epoch from ${column}) * 1000)::float8 as "${name}"`);
const iso = (milliseconds: number) => new Date(Math.round(milliseconds)).toISOString();
const isoOrNull = (milliseconds: number | null) =>
	milliseconds === null ? null : iso(milliseconds);

/**
 * Voids that reach into the contest's time box, and its adjustments, newest first, at most 200; of one person (own id) or,
 * with null, of everybody. What takes an adjustment back is told with it, not by itself. For verbs and queries that have
 * authorised already.
 */
export async function correctionsOf(
	ctx: Pick<Ctx, 'db'>,
	contestId: string,
	personId: string | null,
): Promise<CorrectionView[]> {
	const rows = (await ctx.db.execute(sql`
		with contest as (select id, starts_at, ends_at from contests where id = ${contestId}::uuid), made as (
			select 'void' as target, v.id, v.created_at as at, v.created_by, null::uuid as approved_by, v.reason,
				v.person_id, v.lifted_at, v.lifted_by,
				case when v.click_id is not null then 'click' when v.conversion_id is not null then 'conversion'
					when v.link_id is not null then 'link' else 'person' end as what,
				coalesce(v.link_id, k.link_id, o.link_id) as link_id, coalesce(k.at, o.at, v.from_at) as "from",
				coalesce(k.at, o.at, v.to_at) as "to", 0 as points, v.click_id, v.conversion_id, v.from_at, v.to_at
			from voids v cross join contest t
			left join clicks k on k.id = v.click_id left join conversions o on o.id = v.conversion_id
			where (${personId}::uuid is null or v.person_id = ${personId}::uuid)
				and coalesce(k.at, o.at, v.from_at, '-infinity') < t.ends_at
				and coalesce(k.at, o.at, v.to_at, 'infinity') >= t.starts_at
			union all
			select 'adjustment', a.id, a.recorded_at, a.created_by, r.decided_by, a.reason, a.person_id, l.recorded_at,
				l.created_by, '', null, null, null, a.points, null, null, null, null
			from adjustments a join contest t on t.id = a.contest_id
			left join adjustments l on l.lifts = a.id
			left join adjustment_requests r on r.adjustment_id = a.id
			where a.lifts is null and (${personId}::uuid is null or a.person_id = ${personId}::uuid)
		), newest as (select * from made order by at desc, id desc limit ${MOST})
		select n.target, n.id, n.reason, n.what, n.points, ${ms('n.at', 'at')}, ${ms('n.lifted_at', 'liftedAt')},
			${ms('n."from"', 'from')}, ${ms('n."to"', 'to')}, b.name as by, q.name as "approvedBy", u.name as "liftedBy",
			json_build_object('externalId', p.external_id, 'name', p.name, 'team', t.name, 'avatarSeed', p.avatar_seed)
				as person,
			case when li.id is not null
				then json_build_object('slug', li.slug, 'network', li.network, 'post', po.title) end as link,
			case when n.target = 'adjustment' then 0 when n.what = 'conversion' then 1 else (
				select count(*)::int from clicks c, contest x
				where c.person_id = n.person_id and c.verdict = 'valid' and c.at >= x.starts_at and c.at < x.ends_at
					and (n.click_id is null or c.id = n.click_id)
					and (n.what <> 'link' or c.link_id = n.link_id)
					and (n.from_at is null or c.at >= n.from_at) and (n.to_at is null or c.at < n.to_at)
			) end as facts,
			(select json_build_object('id', d.id, 'text', d.text, 'at', extract(epoch from d.created_at) * 1000,
				'state', d.state, 'answer', d.answer, 'answeredAt', extract(epoch from d.decided_at) * 1000)
				from disputes d where d.target = n.target and d.target_id = n.id
				order by d.created_at desc limit 1) as dispute
		from newest n join people p on p.id = n.person_id join teams t on t.id = p.team_id
		left join people b on b.id = n.created_by left join people q on q.id = n.approved_by
		left join people u on u.id = n.lifted_by
		left join links li on li.id = n.link_id left join posts po on po.id = li.post_id
		order by n.at desc, n.id desc
	`)) as unknown as Row[];
	return rows.map(viewOf);
}

function viewOf(row: Row): CorrectionView {
	const { id, by, approvedBy, reason, person, dispute } = row;
	const common = {
		...{ id, by, approvedBy, reason, person, at: iso(row.at) },
		lifted: row.liftedAt === null ? null : { at: iso(row.liftedAt), by: row.liftedBy },
		dispute: dispute && {
			...dispute,
			at: iso(Number(dispute.at)),
			answeredAt: dispute.answeredAt === null ? null : iso(Number(dispute.answeredAt)),
		},
	};
	if (row.target === 'adjustment') return { ...common, target: 'adjustment', points: row.points };
	const { what, link, facts } = row;
	return {
		...common,
		...{ target: 'void', what, link, facts },
		...{ from: isoOrNull(row.from), to: isoOrNull(row.to) },
	};
}
