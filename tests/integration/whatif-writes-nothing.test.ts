import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '#lib/server/db/client.ts';
import { previewRules, previewStandings } from '#lib/server/previews/preview.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aWorld } from './scoring-world.ts';

let db: TestDatabase;
let scorer: Scorer;
beforeAll(async () => {
	db = await createTestDatabase();
	scorer = createScorer({ connections: db.connections, log: silent });
});
afterAll(async () => {
	await scorer.close();
	await db.close();
});

const NOW = new Date('2026-10-26T18:00:00.000Z');
const box = {
	startsAt: '2026-10-22T10:00:00.000Z',
	endsAt: '2026-10-28T10:00:00.000Z',
	timeZone: 'Europe/Stockholm',
};

describe('what a what-if leaves behind', () => {
	/** A digest of every table's rows, whichever tables there are. */
	async function contents(): Promise<Record<string, string>> {
		const tables = await db.connections.sql<{ name: string }[]>`
			select quote_ident(table_schema) || '.' || quote_ident(table_name) as name
			from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
		expect(tables.length).toBeGreaterThan(30);
		const found: Record<string, string> = {};
		for (const { name } of tables) {
			const [row] = await db.connections.sql.unsafe<{ digest: string }[]>(
				`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '' order by t::text)), '') as digest from ${name} t`,
			);
			found[name] = row!.digest;
		}
		return found;
	}

	it('is nothing, in any table', async () => {
		const world = await aWorld(db, { alone: true });
		for (let i = 0; i < 20; i++) await world.happen({ type: 'click', link: i, hour: 50 + i });
		await scorer.drain();
		const before = await contents();
		const rules = { ...box, metrics: { click: { points: 5 } } };
		const input = { contest: world.contest.slug, rules };
		const ctx = db.ctx(undefined, NOW);
		expect((await previewRules({ ctx, input })).rows.length).toBeGreaterThan(0);
		await previewStandings({ ctx, input: { ...input, page: {} } });
		await scorer.drain();
		expect(await contents()).toEqual(before);
		await world.end();
	});

	it('could be nothing: Postgres refuses every write in its transaction', async () => {
		const world = await aWorld(db, { alone: true });
		const refusals: unknown[] = [];
		const watched = new Proxy(db.connections.db, {
			get(target, key) {
				if (key !== 'transaction') {
					throw new Error(`${String(key)} is used outside of the transaction`);
				}
				return ((fn, options) =>
					target.transaction(async (tx) => {
						const result = await fn(tx);
						await tx
							.execute(sql`delete from marks`)
							.catch((error: Error) => refusals.push(error.cause));
						return result;
					}, options)) satisfies Db['transaction'];
			},
		});
		const input = { contest: world.contest.slug, rules: { ...box, metrics: {} } };
		const ctx = { ...db.ctx(undefined, NOW), db: watched };
		// The refused write ends the transaction, and with it the look.
		await previewRules({ ctx, input }).catch(() => undefined);
		await previewStandings({ ctx, input: { ...input, page: {} } }).catch(() => undefined);
		expect(refusals).toMatchObject([{ code: '25006' }, { code: '25006' }]);
		await world.end();
	});
});
