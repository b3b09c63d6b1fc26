import { and, eq, sql } from 'drizzle-orm';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import type { SignalKey } from '#lib/domain/integrity/keys.ts';
import type { Ctx } from '../context.ts';
import { integrityFlags } from '../db/schema/integrity.ts';
import { countInRanges } from './in-ranges.ts';

/**
 * Other open flags about the same person whose clicks a void took out altogether are decided with it: whoever decided saw
 * one thing that several signals pointed at. Gives how many. In the transaction of the decision.
 */
export async function settleCovered(
	tx: Ctx,
	decided: { contestId: string; personId: string; voidId: string; reason: string },
): Promise<number> {
	const { contestId, personId, voidId, reason } = decided;
	const open = await tx.db
		.select()
		.from(integrityFlags)
		.where(
			and(
				eq(integrityFlags.contestId, contestId),
				eq(integrityFlags.personId, personId),
				eq(integrityFlags.state, 'open'),
			),
		);
	const ranges = open.flatMap(({ id, signal, linkId, evidence }) => {
		const { range, evidence: schema } = signalOf(signal as SignalKey);
		const taken = range(schema.parse(evidence));
		if (!taken) return [];
		const { from, to } = taken;
		return [{ id, personId, linkId: taken.of === 'link' ? linkId : null, from, to }];
	});
	const left = await countInRanges(tx, ranges);
	const covered = ranges.filter(({ id }) => left.get(id) === 0).map(({ id }) => id);
	if (covered.length === 0) return 0;
	const decidedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
	await tx.db.execute(sql`
		update integrity_flags set state = 'acted', reason = ${reason}, void_id = ${voidId}::uuid,
			decided_by = ${decidedBy}::uuid, decided_at = ${tx.now.toISOString()}::timestamptz
		where state = 'open'
			and id in (select jsonb_array_elements_text(${JSON.stringify(covered)}::text::jsonb)::uuid)`);
	return covered.length;
}
