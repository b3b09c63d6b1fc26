import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { APP_ROLE, JOBS_SCHEMA, ONLY_ADDED, standingOf } from '#lib/server/db/role.ts';
import { connect } from '#lib/server/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import {
	aClick,
	aContest,
	aConversion,
	aLink,
	anAdjustment,
	aPerson,
	aProgram,
	aReading,
} from '#tests/support/people.ts';

const REFUSED = { code: '42501' };
let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	const link = await aLink(database);
	const contest = await aContest(database);
	const person = await aPerson(database);
	await aClick(database, link);
	await aReading(database, link);
	await aConversion(database, link);
	await anAdjustment(database, contest.id, person.id);
	const { sql } = database.connections;
	await sql`insert into voids (id, person_id, reason) values (gen_random_uuid(), ${person.id}, 'r')`;
	await sql`insert into audit_entries (id, actor, action) values (gen_random_uuid(), 'visitor', 'test.x')`;
	await sql`insert into guideline_versions (version, texts, note) values (1, '{"en": "x"}', 'n')`;
	await sql`insert into guideline_acceptances values (${person.id}, 1, 'en', now())`;
	await sql`insert into disclosure_pledges values (${person.id}, now())`;
	await sql`insert into certificates (person_id, edition, at) values (${person.id}, 1, now())`;
	const hash = 'a'.repeat(64);
	const [result] = await sql<{ id: string }[]>`
		insert into contest_results
			(id, contest_id, number, document, sha256, facts_digest, facts, replay_sha256, replay_bytes, people)
		values (gen_random_uuid(), ${contest.id}, 1, '{}', ${hash}, ${hash}, 0, ${hash}, 0, '[]') returning id`;
	await sql`insert into contest_result_files (result_id, part, bytes) values (${result!.id}, 0, '')`;
});
afterAll(() => database.close());

/** What a role may do to every table, and which columns of it may be updated. */
const rights = () => database.owner<{ name: string; may: string[]; columns: string[] }[]>`
	select c.relname as name,
		array(select p from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
			where has_table_privilege(${APP_ROLE}, c.oid, p)) as may,
		array(select attname::text from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped
			and has_column_privilege(${APP_ROLE}, c.oid, attnum, 'UPDATE') order by attname) as columns
	from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;

describe('the application’s role', () => {
	it('may read and add to every table, change most, and of facts and audit only the columns that are named', async () => {
		const tables = await rights();
		expect(tables.length).toBeGreaterThan(30);
		for (const { name, may, columns } of tables) {
			const kept = ONLY_ADDED[name];
			if (!kept) expect([name, may]).toEqual([name, ['SELECT', 'INSERT', 'UPDATE', 'DELETE']]);
			else expect([name, may, columns]).toEqual([name, ['SELECT', 'INSERT'], [...kept].sort()]);
		}
		expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(ONLY_ADDED)));
	});

	it('owns nothing of ours, makes nothing beside it, and has the queue for itself', async () => {
		const { sql } = database.connections;
		const [row] = await sql`select current_user as me,
			has_schema_privilege('public', 'CREATE') as makes,
			has_database_privilege(current_database(), 'CREATE') as schemas,
			(select count(*)::int from pg_class where relnamespace = 'public'::regnamespace
				and pg_get_userbyid(relowner) = ${APP_ROLE}) as owns,
			(select pg_get_userbyid(nspowner) from pg_namespace where nspname = ${JOBS_SCHEMA}) as queue`;
		expect(row).toEqual({ me: APP_ROLE, makes: false, schemas: false, owns: 0, queue: APP_ROLE });
	});

	it.each(Object.keys(ONLY_ADDED))('cannot change, delete or empty %s', async (table) => {
		const { sql } = database.connections;
		const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(table)}`;
		expect(row?.n).toBeGreaterThan(0);
		const [column] = (
			await sql<{ name: string }[]>`select attname::text as name from pg_attribute
				where attrelid = ${table}::regclass and attnum > 0 order by attnum`
		).map(({ name }) => name);
		for (const statement of [
			`update ${table} set ${column} = ${column}`,
			`delete from ${table}`,
			`truncate ${table} cascade`,
			`alter table ${table} disable trigger user`,
		]) {
			await expect(sql.unsafe(statement)).rejects.toMatchObject(REFUSED);
		}
		await expect(sql`set session_replication_role = replica`).rejects.toMatchObject(REFUSED);
	});

	it('may judge a click anew, forget its network and lift a void', async () => {
		const { sql } = database.connections;
		expect((await sql`update clicks set verdict = 'duplicate', network = null`).count).toBe(1);
		expect((await sql`update voids set lifted_at = now()`).count).toBe(1);
	});
});

describe('the triggers', () => {
	it.each(Object.entries(ONLY_ADDED))(
		'refuse the owner, too, to change, delete or empty %s, save for what may change',
		async (table, kept) => {
			const { owner } = database;
			const columns = (
				await owner<{ name: string }[]>`select attname::text as name from pg_attribute
					where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and not attnotnull`
			).map(({ name }) => name);
			const other = columns.find(
				(name) => !kept.includes(name) && !/^(seq|prev_hash|hash)$/.test(name),
			);
			const change = other
				? `update ${table} set ${other} = case when ${other} is null then (select ${other} from ${table} limit 0) end`
				: null;
			for (const statement of [
				...(change && kept.length === 0 ? [change] : []),
				`delete from ${table}`,
				`truncate ${table} cascade`,
			]) {
				await expect(owner.unsafe(statement)).rejects.toMatchObject(REFUSED);
			}
		},
	);

	it('let nothing else of a click or a void be changed along with what may', async () => {
		const { owner } = database;
		for (const statement of [
			`update clicks set verdict = 'valid', at = at + interval '1 second'`,
			`update clicks set visitor = 'somebody'`,
			`update voids set lifted_at = now(), reason = 'another'`,
		]) {
			await expect(owner.unsafe(statement)).rejects.toMatchObject(REFUSED);
		}
	});

	it('let a click of the door go by another name of a visitor whose window on its link is kept, and no other click', async () => {
		const { owner } = database;
		const back = new Error('as it was');
		const rename = (externalId: string | null) =>
			owner
				.begin(async (tx) => {
					await tx`
						insert into visits (link_id, visitor, last_valid_at, last_at)
						select link_id, 'a-day-later', at, at from clicks`;
					await tx`set local session_replication_role = replica`;
					await tx`update clicks set visitor = 'a-day', external_id = ${externalId}`;
					await tx`set local session_replication_role = origin`;
					expect((await tx`update clicks set visitor = 'a-day-later'`).count).toBe(1);
					throw back;
				})
				.catch((error: unknown) => error);
		expect(await rename(null)).toBe(back);
		expect(await rename('theirs')).toMatchObject(REFUSED);
	});

	it('name the same columns as the role’s rights', async () => {
		const triggers = await database.owner<{ table: string; args: string }[]>`
			select tgrelid::regclass::text as table, encode(tgargs, 'escape') as args from pg_trigger
			where tgname = tgrelid::regclass::text || '_keep'`;
		expect(
			Object.fromEntries(
				triggers.map(({ table, args }) => [table, args.split('\\000').filter(Boolean)]),
			),
		).toEqual(ONLY_ADDED);
		const whole = await database.owner<{ table: string }[]>`
			select tgrelid::regclass::text as table from pg_trigger
			where tgname = tgrelid::regclass::text || '_keep_all'`;
		expect(whole.map(({ table }) => table).sort()).toEqual(Object.keys(ONLY_ADDED).sort());
	});
});

describe('arranging the rights', () => {
	it('mends what somebody gave or took, and leaves the rest alone', async () => {
		const own = await createTestDatabase();
		try {
			await own.owner`grant update, delete, truncate on clicks to ${own.owner(APP_ROLE)}`;
			await own.owner`revoke insert on posts from ${own.owner(APP_ROLE)}`;
			await own.owner`create table later (id int)`;
			await migrateDatabase(own.ownerUrl);
			const [row] = await own.connections.sql`
				select has_table_privilege('clicks', 'DELETE') or has_table_privilege('clicks', 'UPDATE')
						or has_table_privilege('clicks', 'TRUNCATE') as much,
					has_column_privilege('clicks', 'verdict', 'UPDATE') as verdict,
					has_table_privilege('posts', 'INSERT') as posts, has_table_privilege('later', 'DELETE') as later`;
			expect(row).toEqual({ much: false, verdict: true, posts: true, later: true });
			// Nothing is written where everything is right.
			const stamp = () => own.owner`
				select xmin::text, relname from pg_class where relnamespace = 'public'::regnamespace order by relname`;
			const before = await stamp();
			await Promise.all([migrateDatabase(own.ownerUrl), migrateDatabase(own.ownerUrl)]);
			expect([...(await stamp())]).toEqual([...before]);
		} finally {
			await own.close();
		}
	});

	it('is left to the owner: the application’s login only looks whether the schema is the newest', async () => {
		await migrateDatabase(database.url);
		const own = await createTestDatabase();
		try {
			await own.owner`delete from drizzle.__drizzle_migrations
				where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`;
			await expect(migrateDatabase(own.url)).rejects.toThrow('LAUREL_OWNER_URL');
		} finally {
			await own.close();
		}
	});

	it('finds out by trying what a login can be held to', async () => {
		expect(await standingOf(database.url)).toEqual({ restricted: true, role: null });
		expect(await standingOf(database.ownerUrl)).toEqual({ restricted: true, role: APP_ROLE });
	});

	it('makes pools of the owner act as the role, unless they are told otherwise', async () => {
		const me = async (role?: string | null) => {
			const pools = connect(database.ownerUrl, {
				...{ max: 1, hotMax: 1 },
				...(role === undefined ? {} : { role }),
			});
			const [hot] = await pools.sql<{ me: string }[]>`select current_user as me`;
			const [row] = await pools.db.execute<{ me: string }>('select current_user as me');
			await pools.close();
			return [hot?.me, row?.me];
		};
		expect(await me()).toEqual([APP_ROLE, APP_ROLE]);
		const owner = new URL(database.ownerUrl).username;
		expect(await me(null)).toEqual([owner, owner]);
	});
});
