import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { ERASED_NAME, ERASED_SEED, tellsWho, type Erasing } from '#lib/domain/people/erased.ts';
import { appendAudit } from '../audit/append.ts';
import { endAllSessions } from '../auth/sessions.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { keepLots } from '../prizes/kept-lots.ts';
import { eraseInResults, type NameLost } from '../results/erase.ts';
import { leaveMarksIn } from '../scoring/marks.ts';
import { ringFinishedBoards } from '../scoring/ring-finished.ts';
import { ringShowcase } from '../showcase/bell.ts';
import { eraseMessages } from '../webhooks/erase.ts';
import { refreshDirectory } from './directory-words.ts';
import { ERASURE } from './erase-tables.ts';
import { eraseTexts } from './erase-texts.ts';
import { requireAnotherAdmin } from './leave.ts';
import { PEOPLE_LOCK } from './upsert.ts';

/** What an erasure did, or would do. */
export type Erasure = {
	/** Under which external id the row stays: the old one, or `erased-…` where that told who it was. */
	externalId: string;
	/** Rows that went, by table. */
	deleted: Record<string, number>;
	/** Rows that lost what told of the person, by table. */
	emptied: Record<string, number>;
	/** Links that go on leading to their stories. */
	links: number;
	/** Results whose document is another text now than the one that was hashed. */
	results: NameLost[];
	/** API tokens in force that the person made: they go on until somebody revokes them. */
	tokens: number;
};

type Row = { id: string; externalId: string; name: string; email: string; role: string };

/** Nothing was done: it only looked what would be. */
class OnlyLooked extends Error {
	readonly erasure: Erasure;
	constructor(erasure: Erasure) {
		super('only looked');
		this.erasure = erasure;
	}
}

/** Holds the person, behind whoever makes a contest final: a result is made either before, and found, or after. */
async function holdPerson(tx: Ctx, email: string): Promise<Row> {
	await tx.db.execute(sql`select pg_advisory_xact_lock(${PEOPLE_LOCK})`);
	await tx.db.execute(sql`select from contests order by id for share`);
	const [person] = await tx.db.execute<Row>(sql`
		select id, external_id as "externalId", name, email, role from people
		where email = ${email} and erased_at is null for update`);
	if (person) return person;
	throw new Failure('not_found', 'Nobody has this e-mail address, or not any more.', {
		errors: [{ path: 'email', message: 'unknown' }],
	});
}

async function erasingOf(tx: Ctx, { id, externalId, name, email }: Row): Promise<Erasing> {
	const others = await tx.db.execute(sql`
		select from people where lower(name) = lower(${name}) and id <> ${id}::uuid limit 1`);
	// The same whenever it is asked, so that what is told before is what is done.
	const key = `erased-${createHash('sha256').update(`erased:${id}`).digest('hex').slice(0, 12)}`;
	const tells = tellsWho({ externalId, name, email });
	return { externalId, key: tells ? key : externalId, name, email, namesake: others.length > 0 };
}

async function eraseTables(tx: Ctx, id: string): Promise<Pick<Erasure, 'deleted' | 'emptied'>> {
	const [me, now] = [sql`${id}::uuid`, sql`${tx.now.toISOString()}::timestamptz`];
	const done: Pick<Erasure, 'deleted' | 'emptied'> = { deleted: {}, emptied: {} };
	const note = (counts: Record<string, number>, table: string, { length }: { length: number }) => {
		if (length > 0) counts[table] = length;
	};
	for (const [name, { gone, set, where }] of Object.entries(ERASURE)) {
		const table = sql.identifier(name);
		if (gone) {
			const rows = await tx.db.execute(sql`delete from ${table} where ${gone(me)} returning 1`);
			note(done.deleted, name, rows);
		}
		if (set && where) {
			const rows = await tx.db.execute(sql`
				update ${table} set ${set(me, now)} where ${where(me)} returning 1`);
			note(done.emptied, name, rows);
		}
	}
	return done;
}

async function eraseRow(tx: Ctx, id: string, { key }: Erasing): Promise<void> {
	await tx.db.execute(sql`
		update people set external_id = ${key}, name = ${ERASED_NAME}, email = ${`erased-${id}@erased.invalid`},
			title = null, avatar_seed = ${ERASED_SEED}, role = 'employee', active = false,
			erased_at = ${tx.now.toISOString()}::timestamptz, updated_at = ${tx.now.toISOString()}::timestamptz
		where id = ${id}::uuid`);
}

/** Whoever shows people looks anew once this is committed. */
async function ringEverybody(tx: Ctx, id: string): Promise<void> {
	await refreshDirectory(tx.db, [id]);
	await leaveMarksIn(tx.db, [{ personId: id, metric: 'person', at: tx.now }]);
	await ringFinishedBoards(tx.db, id);
	await ringShowcase(tx);
}

/**
 * Takes a person out of the portal for good: the row stays as that of a former colleague, with links that lead on and the
 * facts, places, awards and prizes that hang on it; everything else goes (erase-tables.ts, docs/operating.md). Contests that
 * start later count nothing of it. One transaction; a second time, and a second one at the same time, finds nobody. Without
 * `confirmed` nothing is changed, and what is given is what would be. Throws Failure `not_found`, `conflict` (reason `last_admin`).
 */
export const erasePerson = guarded(
	'erasePerson',
	'people.write',
	z.strictObject({
		email: z.string().trim().toLowerCase().min(1).max(254),
		confirmed: z.boolean(),
	}),
	(ctx, { email, confirmed }): Promise<Erasure> =>
		withTransaction(ctx, async (tx) => {
			const person = await holdPerson(tx, email);
			const { id, role } = person;
			if (role === 'admin') await requireAnotherAdmin(tx, id, 'be erased');
			const who = await erasingOf(tx, person);
			await endAllSessions(tx.db, id);
			const [{ links, tokens }] = (await tx.db.execute(sql`select
				(select count(*)::int from links where person_id = ${id}::uuid) as links,
				(select count(*)::int from api_tokens where created_by = ${id}::uuid and revoked_at is null
					and (expires_at is null or expires_at > ${tx.now.toISOString()}::timestamptz)) as tokens
			`)) as unknown as [{ links: number; tokens: number }];
			const messages = await eraseMessages(tx, who);
			const { deleted, emptied } = await eraseTables(tx, id);
			await keepLots(tx, id, who);
			const results = await eraseInResults(tx, who);
			await eraseRow(tx, id, who);
			for (const [table, rows] of Object.entries(await eraseTexts(tx, who)))
				emptied[table] = (emptied[table] ?? 0) + rows;
			if (messages > 0) emptied.webhook_messages = messages;
			await ringEverybody(tx, id);
			const erasure = { externalId: who.key, deleted, emptied, links, results, tokens };
			if (!confirmed) throw new OnlyLooked(erasure);
			const details = { deleted, emptied, results };
			await appendAudit(tx, { action: 'person.erase', target: `person:${id}`, details });
			return erasure;
		}).catch((error: unknown) => {
			if (error instanceof OnlyLooked) return error.erasure;
			throw error;
		}),
);
