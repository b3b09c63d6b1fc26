import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { followUp } from '#lib/domain/integrity/follow-up.ts';
import type { FlagState, SignalKey, Weight } from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import type { Ctx } from '../context.ts';

/** What a signal said about one thing in one contest. */
export type Finding = {
	signal: SignalKey;
	key: string;
	personId: string;
	linkId: string | null;
	weight: Weight;
	evidence: Record<string, unknown>;
};

type Row = {
	id: string;
	signal: SignalKey;
	key: string;
	state: FlagState;
	evidence: Record<string, unknown>;
	voided: boolean;
};

/** A flag that follows a decided one about the same thing is the same key with #2, #3 … */
const numbered = (key: string, number: number) => (number === 1 ? key : `${key}#${number}`);
const baseOf = (key: string) => key.split('#')[0] ?? key;
const numberOf = (key: string) => Number(key.split('#')[1] ?? 1);
const nameOf = (signal: string, key: string) => `${signal} ${baseOf(key)}`;

/** The newest flag about each thing. */
async function latestFlags(tx: Ctx, contestId: string): Promise<Map<string, Row>> {
	const rows = (await tx.db.execute(sql`
		select f.id, f.signal, f.key, f.state, f.evidence,
			exists (select from voids v where v.id = f.void_id and v.lifted_at is null) as voided
		from integrity_flags f where f.contest_id = ${contestId}::uuid
	`)) as unknown as Row[];
	const latest = new Map<string, Row>();
	for (const row of rows) {
		const known = latest.get(nameOf(row.signal, row.key));
		if (!known || numberOf(row.key) > numberOf(known.key))
			latest.set(nameOf(row.signal, row.key), row);
	}
	return latest;
}

/** Whether two evidences say the same, whatever the order of their names (jsonb keeps none). */
function isSame(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
	);
}

/**
 * Writes findings down as flags, in the caller's transaction, unless the contest was made final or cancelled meanwhile:
 * it holds the contest's row against that. Gives how many are new. A finding that somebody decides in this moment stays
 * as they decided it.
 */
export async function raiseFlags(
	tx: Ctx,
	contestId: string,
	found: readonly Finding[],
): Promise<number> {
	const open = (await tx.db.execute(sql`
		select id from contests
		where id = ${contestId}::uuid and final_at is null and cancelled_at is null for key share
	`)) as unknown as object[];
	if (open.length === 0 || found.length === 0) return 0;
	const latest = await latestFlags(tx, contestId);
	const fresh: object[] = [];
	const changed: object[] = [];
	for (const { signal, key, personId: p, linkId: l, weight: w, evidence: e } of found) {
		const known = latest.get(nameOf(signal, key)) ?? null;
		const { size, evidence } = signalOf(signal);
		const before = known && { ...known, size: size(evidence.parse(known.evidence)) };
		const step = followUp(before, size(e));
		if (step === 'raise' || step === 'follow') {
			const k = numbered(key, known ? numberOf(known.key) + 1 : 1);
			fresh.push({ i: v7(), s: signal, k, p, l, w, e });
		} else if (step === 'refresh' && known && !isSame(known.evidence, e)) {
			changed.push({ i: known.id, w, e });
		}
	}
	if (changed.length > 0)
		await tx.db.execute(sql`
			update integrity_flags f set evidence = r.e, weight = r.w, updated_at = ${tx.now.toISOString()}::timestamptz
			from jsonb_to_recordset(${JSON.stringify(changed)}::text::jsonb) as r(i uuid, w int, e jsonb)
			where f.id = r.i and f.state = 'open'`);
	if (fresh.length === 0) return 0;
	const made = (await tx.db.execute(sql`
		insert into integrity_flags (id, contest_id, signal, key, person_id, link_id, weight, evidence)
		select i, ${contestId}::uuid, s, k, p, l, w, e
		from jsonb_to_recordset(${JSON.stringify(fresh)}::text::jsonb)
			as r(i uuid, s text, k text, p uuid, l uuid, w int, e jsonb)
		order by s, k
		on conflict (contest_id, signal, key) do nothing
		returning id`)) as unknown as object[];
	return made.length;
}
