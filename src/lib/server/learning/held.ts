import { sql } from 'drizzle-orm';
import type { Held, Requirement } from '#lib/domain/contest/requirements.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import type { Db } from '../db/client.ts';

/** What somebody holds, since when (milliseconds). */
export type HeldRow = { personId: string; requirement: Requirement; at: number };

const SELECTS: Record<Requirement, (startsAt: Date) => string> = {
	// Before the first version there was none to accept: whichever comes first is the one.
	guidelines: (startsAt) => `
		select person_id, 'guidelines' as requirement, min(at) as at from guideline_acceptances
		where version >= coalesce((select max(version) from guideline_versions
			where published_at <= '${startsAt.toISOString()}'::timestamptz), 1)
		group by person_id`,
	certificate: () => `
		select person_id, 'certificate' as requirement, min(at) as at from certificates
		group by person_id`,
	disclosure: () => `
		select person_id, 'disclosure' as requirement, at from disclosure_pledges`,
};

/**
 * A query for HeldRows of what the rules ask for, to which `where h.person_id …` may be added; null where they ask for
 * nothing. As text, for both of our clients; the only thing filled in is an instant.
 */
export function selectHeld({
	requires = [],
	startsAt,
}: Pick<Rules, 'requires' | 'startsAt'>): string | null {
	if (requires.length === 0) return null;
	const each = requires.map((one) => SELECTS[one](startsAt)).join(' union all ');
	return `select h.person_id as "personId", h.requirement, (extract(epoch from h.at) * 1000)::float8 as at
		from (${each}) h`;
}

/** HeldRows by person (own ids); with `until`, only what was held before it. */
export function heldByPerson(rows: readonly HeldRow[], until?: Date): Map<string, Held> {
	const held = new Map<string, Held>();
	for (const { personId, requirement, at } of rows) {
		const since = new Date(Math.round(at));
		if (until && since >= until) continue;
		held.set(personId, { ...held.get(personId), [requirement]: since });
	}
	return held;
}

/**
 * Since when people (own ids; null is everybody) hold what the rules ask for. Who holds nothing is left out, and so is what is
 * not asked for.
 */
export async function heldOf(
	db: Pick<Db, 'execute'>,
	rules: Pick<Rules, 'requires' | 'startsAt'>,
	people: readonly string[] | null,
	until?: Date,
): Promise<Map<string, Held>> {
	const select = selectHeld(rules);
	if (select === null) return new Map();
	const whose =
		people === null
			? sql``
			: sql`where h.person_id in (select jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb)::uuid)`;
	const rows = (await db.execute(sql`${sql.raw(select)} ${whose}`)) as unknown as HeldRow[];
	return heldByPerson(rows, until);
}
