import { sql } from 'drizzle-orm';
import { competes } from '#lib/domain/contest/competes.ts';
import type { Ctx } from '../context.ts';
import { storedRules } from './view.ts';

type Dated = { personId: string; at: Date };
type Around = { id: string; slug: string; rules_version: number; rules: unknown; final: boolean };

/** Contests whose time box touches [first, last], which are kept from becoming final until the transaction ends. */
async function heldAround(ctx: Ctx, first: Date, last: Date): Promise<Around[]> {
	return (await ctx.db.execute(sql`
		select c.id, c.slug, c.rules_version, r.rules, c.final_at is not null as final
		from contests c join contest_rules r on r.contest_id = c.id and r.version = c.rules_version
		where c.published_at is not null and c.cancelled_at is null
			and c.starts_at <= ${last.toISOString()}::timestamptz and c.ends_at > ${first.toISOString()}::timestamptz
		order by c.id for key share of c
	`)) as unknown as Around[];
}

/** The ids of all contests that are final by now. */
export async function finalContests(ctx: Ctx): Promise<Set<string>> {
	const rows = await ctx.db.execute<{ id: string }>(
		sql`select id from contests where final_at is not null`,
	);
	return new Set(rows.map(({ id }) => id));
}

/**
 * Whether every contest around [first, last] that is final was so `before` already (see finalContests); no other becomes so
 * until the transaction ends.
 */
export async function finalAsBefore(
	tx: Ctx,
	before: ReadonlySet<string>,
	first: Date,
	last: Date,
): Promise<boolean> {
	const around = await heldAround(tx, first, last);
	return around.every(({ id, final }) => !final || before.has(id));
}

/**
 * A test whether a fact of a person at an instant falls into a final contest for which the person competes: nothing
 * may change such a table, so the fact is refused. Call it in the transaction that records: it keeps the contests
 * around `facts` from becoming final meanwhile (making one final takes FOR UPDATE; scoring goes on beside this).
 */
export async function inFinalContest(
	ctx: Ctx,
	facts: readonly Dated[],
): Promise<(fact: Dated) => boolean> {
	if (facts.length === 0) return () => false;
	let [first, last] = [facts[0]!.at, facts[0]!.at];
	for (const { at } of facts) {
		if (at < first) first = at;
		if (at > last) last = at;
	}
	const around = await heldAround(ctx, first, last);
	const contests = around.filter((contest) => contest.final);
	if (contests.length === 0) return () => false;
	const boxes = contests.map((row) => {
		const rules = storedRules(row.slug, row.rules_version, row.rules);
		return { startsAt: rules.startsAt, endsAt: rules.endsAt, isIn: competes(rules.exclude) };
	});
	const ids = JSON.stringify([...new Set(facts.map((fact) => fact.personId))]);
	const rows = (await ctx.db.execute(sql`
		select p.id, p.external_id, t.name as team, coalesce((select jsonb_agg(g.name) from person_groups pg
			join groups g on g.id = pg.group_id where pg.person_id = p.id), '[]') as groups
		from people p join teams t on t.id = p.team_id
		where p.id in (select x::uuid from jsonb_array_elements_text(${ids}::text::jsonb) x)
	`)) as unknown as { id: string; external_id: string; team: string; groups: string[] }[];
	const people = new Map(
		rows.map(({ id, external_id, team, groups }) => [id, { id: external_id, team, groups }]),
	);
	return ({ personId, at }) => {
		const person = people.get(personId);
		return boxes.some((box) => person && box.startsAt <= at && at < box.endsAt && box.isIn(person));
	};
}
