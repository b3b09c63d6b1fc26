import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { rulesSchema } from '#lib/domain/contest/rules.ts';
import {
	FLAG_STATES,
	type FlagState,
	type SignalKey,
	type Weight,
} from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import type { Concerned, FlagView, NamedLink } from '#lib/domain/integrity/view.ts';
import { guarded } from '../context.ts';
import { pictureFlags } from './charts.ts';

type Row = {
	id: string;
	signal: SignalKey;
	evidence: Record<string, unknown>;
	personId: string;
	linkId: string | null;
	person: Concerned;
	other: Concerned | null;
	link: NamedLink | null;
	contest: FlagView['contest'];
	rules: unknown;
	weight: Weight;
	state: FlagState;
	reason: string | null;
	voidId: string | null;
	by: string | null;
	raisedAt: number;
	decidedAt: number | null;
	total: number;
};

const concerned = (p: string, t: string) =>
	sql.raw(`json_build_object('externalId', ${p}.external_id, 'name', ${p}.name, 'team', ${t}.name,
		'avatarSeed', ${p}.avatar_seed)`);

/** What would take back the units that jumped, as far as the rules' caps let them count at all. */
function pointsBack(row: Row): number | null {
	if (row.signal !== 'reading_jump') return null;
	const { metric, units } = signalOf(row.signal).evidence.parse(row.evidence) as {
		metric: 'like';
		units: number;
	};
	const rule = rulesSchema.parse(row.rules).metrics[metric];
	if (!rule) return null;
	const counted = Math.min(units, rule.dailyCap ?? units, rule.postDailyCap ?? units);
	return -counted * rule.points;
}

/**
 * Flags of one contest or of all, those that wait: heaviest first, then newest; decided ones: newest decision first. At
 * most 200, and how many there are. `decided` means dismissed or acted.
 */
export const listFlags = guarded(
	'listFlags',
	'integrity.read',
	z.strictObject({
		contest: z.string().min(1).max(100).optional(),
		state: z.enum([...FLAG_STATES, 'decided']).default('open'),
		limit: z.int().min(1).max(200).default(50),
	}),
	async (ctx, { contest, state, limit }): Promise<{ flags: FlagView[]; total: number }> => {
		const isAsked =
			state === 'decided' ? sql`f.state in ('dismissed', 'acted')` : sql`f.state = ${state}`;
		const rows = (await ctx.db.execute(sql`
			select f.id, f.signal, f.evidence, f.person_id as "personId", f.link_id as "linkId", f.weight, f.state,
				f.reason, f.void_id as "voidId", b.name as by, r.rules,
				(extract(epoch from f.created_at) * 1000)::float8 as "raisedAt",
				(extract(epoch from f.decided_at) * 1000)::float8 as "decidedAt",
				${concerned('p', 't')} as person,
				case when o.id is not null then ${concerned('o', 'u')} end as other,
				case when l.id is not null
					then json_build_object('slug', l.slug, 'network', l.network, 'post', po.title) end as link,
				json_build_object('slug', c.slug, 'name', c.name, 'timeZone', r.rules ->> 'timeZone') as contest,
				(count(*) over ())::int as total
			from integrity_flags f join contests c on c.id = f.contest_id
			join contest_rules r on r.contest_id = c.id and r.version = c.rules_version
			join people p on p.id = f.person_id join teams t on t.id = p.team_id
			left join people o on o.id = (f.evidence ->> 'other')::uuid left join teams u on u.id = o.team_id
			left join links l on l.id = f.link_id left join posts po on po.id = l.post_id
			left join people b on b.id = f.decided_by
			where ${isAsked} and (${contest ?? null}::text is null or c.slug = ${contest ?? null})
			order by f.decided_at desc nulls first, f.weight desc, f.created_at desc, f.id
			limit ${limit}
		`)) as unknown as Row[];
		for (const row of rows) row.evidence = signalOf(row.signal).evidence.parse(row.evidence);
		const pictures = await pictureFlags(ctx, rows);
		return {
			flags: rows.map((row) => viewOf(row, pictures.get(row.id)!)),
			total: rows[0]?.total ?? 0,
		};
	},
);

function viewOf(row: Row, picture: Pick<FlagView, 'chart' | 'wouldVoid'>): FlagView {
	const { id, signal, evidence, person, other, link, contest, weight, state } = row;
	const iso = (milliseconds: number) => new Date(Math.round(milliseconds)).toISOString();
	return {
		...{ id, signal, evidence, person, other, link, contest, weight, state },
		...picture,
		wouldAdjust: pointsBack(row),
		raisedAt: iso(row.raisedAt),
		decided:
			row.decidedAt === null
				? null
				: { at: iso(row.decidedAt), by: row.by, reason: row.reason, voidId: row.voidId },
	} as FlagView;
}
