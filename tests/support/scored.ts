import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';

const MOST_MS = 20_000;
const LOOK_MS = 20;

/** Waits until a running server's own scorer has taken every mark and scored every contest. Throws after 20 s. */
export async function scored(sql: Sql): Promise<void> {
	for (const until = Date.now() + MOST_MS; Date.now() < until; await delay(LOOK_MS)) {
		const [row] = await sql`
			select exists (select from marks) or exists (
				select from contests where rescore_needed or rescore_started) as busy`;
		if (!row!.busy) return;
	}
	throw new Error('The scorer is still busy after 20 s.');
}
