import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GENESIS } from '#lib/domain/audit/chain.ts';
import { appendAudit } from '#lib/server/audit/append.ts';
import { verifyAudit } from '#lib/server/audit/verify.ts';
import { withTransaction } from '#lib/server/context.ts';
import { connect } from '#lib/server/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
});
afterEach(() => database.close());

const append = (n: number, details: Record<string, unknown> = { n }) =>
	appendAudit(database.ctx(), { action: 'test.happen', target: `thing:${n}`, details });
const verify = (expect?: string) =>
	verifyAudit({ ctx: database.ctx(), input: expect === undefined ? {} : { expect } });
type Link = { seq: number; prevHash: string; hash: string; target: string };
const links = () => database.connections.sql<Link[]>`
	select seq::int, prev_hash as "prevHash", hash, target from audit_entries order by seq`;

/** Does to the log what only its owner can, with the triggers out of the way. */
const tamper = (statement: string) =>
	database.owner.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx.unsafe(statement);
	});
async function six() {
	for (let n = 1; n <= 6; n++) await append(n);
}

describe('the chain of the audit log', () => {
	it('begins with 64 zeros and links each entry behind the one before', async () => {
		await six();
		const chain = await links();
		expect(chain.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(chain.map(({ prevHash }) => prevHash)).toEqual([
			GENESIS,
			...chain.slice(0, 5).map(({ hash }) => hash),
		]);
		expect(await verify()).toEqual({ entries: 6, head: chain[5]?.hash, breach: null });
	});

	it('is the same in the database and in TypeScript, whatever stands in an entry', async () => {
		await append(1, {
			text: 'å "quoted" \\ back\nline\ttab \u0001 😀  :,-',
			numbers: [0, -1.5, 1e21, 1e-7, Number.MAX_SAFE_INTEGER],
			nested: { b: { z: null, a: [] }, aa: true, '': '' },
		});
		const at = new Date('0999-01-02T03:04:05.006Z');
		await appendAudit({ ...database.ctx(), now: at }, { action: 'test.bare' });
		await database.connections.sql`
			insert into audit_entries (id, actor, action, details)
			values (gen_random_uuid(), 'visitor', 'test.json', 'null'::jsonb)`;
		expect(await verify()).toMatchObject({ entries: 3, breach: null });
	});

	it('is one chain without gaps when fifty append at once, in the order in which they were committed', async () => {
		const many = connect(database.url, { max: 50, hotMax: 1 });
		await Promise.all(
			Array.from({ length: 50 }, (_, n) =>
				withTransaction({ ...database.ctx(), db: many.db }, async (ctx) => {
					await appendAudit(ctx, { action: 'test.race', target: `a:${n}` });
					await appendAudit(ctx, { action: 'test.race', target: `b:${n}` });
					// A third of them think better of it.
					if (n % 3 === 0) throw new Error('no');
				}).catch((error: Error) => expect(error.message).toBe('no')),
			),
		);
		await many.close();
		const chain = await links();
		expect(chain).toHaveLength(66);
		expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, i) => i + 1));
		expect(await verify()).toMatchObject({ entries: 66, breach: null });
		// A transaction's own stay together, in their order.
		for (let i = 0; i < chain.length; i += 2) {
			expect(chain[i]!.target).toBe(chain[i + 1]!.target.replace('b:', 'a:'));
		}
	});

	it('holds nobody up while a transaction that has appended goes on', async () => {
		const begun = Promise.withResolvers<void>();
		const goOn = Promise.withResolvers<void>();
		const slow = withTransaction(database.ctx(), async (ctx) => {
			await appendAudit(ctx, { action: 'test.slow', target: 'slow' });
			begun.resolve();
			await goOn.promise;
		});
		await begun.promise;
		await append(1);
		goOn.resolve();
		await slow;
		expect((await links()).map(({ target }) => target)).toEqual(['thing:1', 'slow']);
		expect(await verify()).toMatchObject({ entries: 2, breach: null });
	});

	it('gives a place to nobody who asks for one', async () => {
		await append(1);
		await database.connections.sql`
			insert into audit_entries (id, actor, action, seq, prev_hash, hash)
			values (gen_random_uuid(), 'visitor', 'test.forged', 900, ${'a'.repeat(64)}, ${'b'.repeat(64)})`;
		expect((await links()).map(({ seq }) => seq)).toEqual([1, 2]);
		expect(await verify()).toMatchObject({ entries: 2, breach: null });
	});

	it('is read in batches to its end', async () => {
		await database.connections.sql`
			insert into audit_entries (id, actor, action)
			select gen_random_uuid(), 'system:test', 'test.many' from generate_series(1, 2500)`;
		expect(await verify()).toMatchObject({ entries: 2500, breach: null });
		await tamper(`update audit_entries set actor = 'x' where seq = 2400`);
		expect((await verify()).breach).toMatchObject({ seq: 2400, kind: 'changed' });
	});
});

describe('tampering with the audit log', () => {
	it.each([
		[`update audit_entries set details = '{"n": 7}' where seq = 3`, 3, 'changed'],
		[`update audit_entries set at = at + interval '1 millisecond' where seq = 3`, 3, 'changed'],
		[`update audit_entries set actor = 'person:x' where seq = 1`, 1, 'changed'],
		[`update audit_entries set target = null where seq = 6`, 6, 'changed'],
		[`delete from audit_entries where seq = 3`, 3, 'missing'],
		[`delete from audit_entries where seq = 1`, 1, 'missing'],
		[
			`delete from audit_entries where seq = 3; update audit_entries set seq = -seq where seq > 3;
			 update audit_entries set seq = -seq - 1 where seq < 0`,
			3,
			'moved',
		],
		[
			`update audit_entries set seq = 900 where seq = 2; update audit_entries set seq = 2 where seq = 3;
			 update audit_entries set seq = 3 where seq = 900`,
			2,
			'moved',
		],
		[
			`update audit_entries set seq = seq + 100 where seq > 3; update audit_entries set seq = seq - 99 where seq > 3;
			 insert into audit_entries (id, at, actor, action, seq, prev_hash, hash)
			 select '019aa000-0000-7000-8000-000000000001', '2026-03-01T08:00:00.5Z', 'x', 'y', 4, hash, laurel_audit_hash(
				hash, 4, '019aa000-0000-7000-8000-000000000001', '2026-03-01T08:00:00.5Z', 'x', 'y', null, null)
			 from audit_entries where seq = 3`,
			4,
			'inserted',
		],
		[
			`insert into audit_entries (id, actor, action) values ('019aa000-0000-7000-8000-000000000001', 'x', 'y')`,
			null,
			'unchained',
		],
	])('is found: %s', async (statement, seq, kind) => {
		await six();
		expect((await verify()).breach).toBeNull();
		await tamper(statement);
		expect((await verify()).breach).toMatchObject({ seq, kind });
	});

	it('by cutting off the end is found by whoever kept a head', async () => {
		await six();
		const { head } = await verify();
		await tamper('delete from audit_entries where seq > 4');
		expect((await verify()).breach).toBeNull();
		expect((await verify(head)).breach).toEqual({ seq: 5, id: null, kind: 'cut' });
		await expect(verify('nonsense')).rejects.toMatchObject({ code: 'invalid' });
	});

	it('is refused to the owner, too, as long as the triggers are there', async () => {
		await six();
		for (const statement of [
			'update audit_entries set action = action',
			`update audit_entries set seq = 7 where seq = 6`,
			'delete from audit_entries',
			'truncate audit_entries',
		]) {
			await expect(database.owner.unsafe(statement)).rejects.toMatchObject({ code: '42501' });
		}
		expect(await verify()).toMatchObject({ entries: 6, breach: null });
	});
});
