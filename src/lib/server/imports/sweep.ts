import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded, withTransaction } from '../context.ts';
import { forgetLeftovers } from './leftovers.ts';

/** A file may be mended for so long after it was imported, or brought. */
export const KEPT_DAYS = 30;

/** Deletes the files and wrong lines of imports that are older than 30 days: they may hold people's data. Counts stay. */
export const sweepImports = guarded('sweepImports', 'system.run', z.strictObject({}), (ctx) =>
	withTransaction(ctx, async (tx) => {
		const rows = (await tx.db.execute(sql`
			update imports set swept_at = ${tx.now.toISOString()}::timestamptz,
				state = case when state in ('uploading', 'mapping') then 'cancelled' else state end
			where swept_at is null and state not in ('waiting', 'running')
				and coalesce(finished_at, created_at) < ${tx.now.toISOString()}::timestamptz
					- make_interval(days => ${KEPT_DAYS})
			returning id`)) as unknown as { id: string }[];
		const ids = sql`(select x::uuid from jsonb_array_elements_text(
			${JSON.stringify(rows.map(({ id }) => id))}::text::jsonb) x)`;
		await tx.db.execute(sql`delete from import_pieces where import_id in ${ids}`);
		await tx.db.execute(sql`delete from import_refusals where import_id in ${ids}`);
		await forgetLeftovers(tx);
		return { swept: rows.length };
	}),
);
