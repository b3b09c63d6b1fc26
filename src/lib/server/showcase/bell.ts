import { sql } from 'drizzle-orm';
import { ring } from '../displays/bell.ts';
import type { Ctx } from '../context.ts';

/** What NOTIFY says when something that the showcase shows was published, changed or taken back; without a payload. */
export const SHOWCASE_CHANNEL = 'showcase';

/** Has every screen and every open page of the showcase look anew when the transaction commits: what was taken away is gone from them within seconds. */
export async function ringShowcase(tx: Ctx): Promise<void> {
	await ring(tx, 'programme', 'all');
	await tx.db.execute(sql`select pg_notify(${SHOWCASE_CHANNEL}, '')`);
}
