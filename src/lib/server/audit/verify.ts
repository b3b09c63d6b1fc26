import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { ChainWalk, type Breach, type StoredEntry } from '#lib/domain/audit/chain.ts';
import { guarded, type Ctx } from '../context.ts';

/** An entry takes about 1 kB; a hundred thousand of them are read in a hundred steps of a few ms. */
const BATCH = 1_000;

export type AuditCheck = {
	/** How many entries were good, from the first. */
	entries: number;
	/** The hash of the last good one: keep it elsewhere, and expect it next time. */
	head: string;
	breach: Breach | null;
};

/**
 * Recomputes the whole chain of the audit log and names the first entry that was tampered with. `expect` is a head that
 * was printed earlier: without it nobody can tell whether the end was cut off. Entries that are appended meanwhile are
 * taken along.
 */
export const verifyAudit = guarded(
	'verifyAudit',
	'audit.read',
	z.strictObject({
		expect: z
			.string()
			.regex(
				/^[0-9a-f]{64}$/,
				'must be a hash as `audit verify` prints it: 64 digits and letters a–f',
			)
			.optional(),
	}),
	async (ctx, { expect }): Promise<AuditCheck> => {
		const walk = new ChainWalk(expect ?? null);
		for (let after = 0; !walk.breach;) {
			const batch = await read(ctx, sql`e.seq > ${after} order by e.seq limit ${BATCH}`);
			for (const entry of batch) walk.take(entry);
			after = batch.at(-1)?.seq ?? after;
			if (batch.length < BATCH) break;
		}
		for (const entry of await read(ctx, sql`e.seq is null or e.seq < 1 order by e.id limit 1`)) {
			walk.take({ ...entry, seq: null });
		}
		const breach = walk.end();
		return { entries: walk.entries, head: walk.head, breach };
	},
);

async function read(ctx: Ctx, which: ReturnType<typeof sql>): Promise<StoredEntry[]> {
	const rows = await ctx.db.execute<StoredEntry & { seq: string | null }>(sql`
		select e.seq::text as seq, id, actor, action, target, details::text as details,
			to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
			prev_hash as "prevHash", hash
		from audit_entries e where ${which}`);
	return rows.map((row) => ({ ...row, seq: row.seq === null ? null : Number(row.seq) }));
}
