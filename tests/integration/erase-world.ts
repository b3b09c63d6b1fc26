import { issueCredential } from '#lib/server/badges/credentials.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { prizes } from '#lib/server/db/schema/contests.ts';
import { readAppearance, setAppearance } from '#lib/server/people/appearance.ts';
import { searchDirectory } from '#lib/server/people/directory.ts';
import { giveThanks } from '#lib/server/recognition/give.ts';
import { nominate } from '#lib/server/recognition/nominate.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { bringIn, upload } from './imports-world.ts';
import { DAY, drain } from './results-world.ts';
import { aWebhook } from './webhooks-world.ts';

export const NAME = 'Åsa Lindqvist';
export const EMAIL = 'asa.lindqvist@example.com';

/** Where a name or an address stands: every column of every table that can hold text, and every one of bytes. */
export async function whereIs({ owner }: TestDatabase, ...words: string[]): Promise<string[]> {
	const columns = await owner<{ table: string; column: string; type: string }[]>`
		select c.table_name as table, c.column_name as column, c.udt_name as type
		from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
			and c.udt_name in ('text', 'varchar', 'bpchar', 'citext', 'json', 'jsonb', 'xml', '_text', '_varchar', '_jsonb', 'bytea')`;
	const found: string[] = [];
	for (const { table, column, type } of columns) {
		for (const word of words) {
			const value = owner(column);
			const [row] = await owner<{ there: boolean }[]>`
				select exists (select from ${owner(table)} where ${
					type === 'bytea'
						? owner`position(convert_to(${word}, 'UTF8') in ${value}) > 0`
						: owner`strpos(lower(${value}::text), ${word.toLowerCase()}) > 0`
				}) as there`;
			if (row!.there) found.push(`${table}.${column}: ${word}`);
		}
	}
	return found;
}

/** Of somebody who has been everywhere: first in a contest that is final and in one that runs, thanked, named, imported. */
export async function aFullLife(db: TestDatabase) {
	const startsAt = new Date(Date.now() - 12 * DAY);
	const rules = { metrics: { click: { points: 2 } }, teams: 'sum' as const };
	const contest = await make.aContest(db, {
		...{ startsAt, endsAt: new Date(Date.now() - 5 * DAY), rules },
	});
	const running = await make.aContest(db, { rules });
	const draw = { kind: 'draw', winners: 2, minPoints: 1, excludePlaceWinners: false };
	await db.connections.db.insert(prizes).values([
		{ contestId: contest.id, position: 0, kind: 'place', name: 'Cup', fromPlace: 1, toPlace: 1 },
		{ contestId: contest.id, position: 1, name: 'Trip', ...draw },
	]);
	const asa = await make.aPerson(db, {
		...{ externalId: 'e-1042', name: NAME, email: EMAIL, title: 'Engineer', avatarSeed: 'asas' },
		...{ team: 'Green', office: 'Visby', groups: ['Choir'] },
	});
	const others = [];
	for (const externalId of ['e-7', 'e-8', 'e-9'])
		others.push(await make.aPerson(db, { externalId, name: `Nobody ${externalId}`, team: 'Blue' }));
	const [bo, cy, di] = others as [make.APerson, make.APerson, make.APerson];
	const post = await make.aPost(db, { title: 'A story', proposedBy: asa.id });
	const links = [];
	for (const [i, { id: personId }] of [asa, bo, cy, di].entries()) {
		const link = await make.aLink(db, { personId, postId: post.id, sharedAt: startsAt });
		for (let n = 0; n < 5 - i; n++)
			await make.aClick(db, link, { at: new Date(startsAt.getTime() + (n + 1) * DAY) });
		links.push(link);
	}
	await drain(db);

	const { sql } = db.connections;
	const as = (person: make.APerson) => db.ctx(make.asActor(person));
	await aWebhook(db, 'http://127.0.0.1:9/nobody');
	await finalizeContest({ ctx: db.ctx(), input: { contest: contest.slug } });
	await startSession(db.connections.db, asa.id, { secure: false });
	await sql`insert into credentials (person_id, password_hash) values (${asa.id}, 'x')`;
	await make.aProfile(db, {
		personId: asa.id,
		about: `I am ${NAME}.`,
		networks: ['https://x.example/asa'],
	});
	await readAppearance({ ctx: as(asa), input: {} });
	await searchDirectory({ ctx: as(bo), input: {} });
	const award = await make.anAward(db, {
		...{ personId: asa.id, badge: 'helping-hand', reason: 'hand:x:2026-11', givenBy: bo.id },
		givenReason: `${NAME} helped.`,
	});
	await issueCredential({ ctx: as(asa), input: { award: award.id } });
	await giveThanks({ ctx: as(asa), input: { to: 'e-7', message: `From ${NAME}` } });
	await giveThanks({ ctx: as(bo), input: { to: 'e-1042', message: `Thank you, ${NAME}!` } });
	await nominate({ ctx: as(bo), input: { to: 'e-1042', reason: `${NAME} was there.` } });
	await nominate({ ctx: as(asa), input: { to: 'e-8', reason: 'Good work.' } });
	const row = { rank: 1, person: { externalId: 'e-1042', name: NAME, team: 'Green' }, points: 10 };
	await sql`update contest_rules set closing_table = ${JSON.stringify([row])}::text::jsonb
		where contest_id = ${contest.id}`;
	await sql`insert into shares (link_id, post_id, sketch, address)
		values (${links[0]!.id}, ${post.id}, 'words', 'https://x.example/asa.lindqvist/1')`;
	await sql`insert into share_drafts (id, person_id, post_id, network, text, updated_at)
		values (gen_random_uuid(), ${asa.id}, ${post.id}, 'x', ${NAME}, now())`;
	await sql`insert into disputes (id, target, target_id, contest_id, person_id, text, state)
		values (gen_random_uuid(), 'void', gen_random_uuid(), ${contest.id}, ${asa.id}, ${`I, ${NAME}`}, 'upheld')`;
	await sql`insert into proposals (id, person_id, title, why) values (gen_random_uuid(), ${asa.id}, 't', ${NAME})`;
	await sql`insert into notices (id, person_id, kind, params)
		values (gen_random_uuid(), ${bo.id}, 'thanked', ${JSON.stringify({ from: NAME })}::text::jsonb)`;
	await sql`update prize_awards set delivery = ${`${NAME}, Strandgatan 1`} where person_id = ${asa.id}`;
	await sql`insert into display_takeovers (id, scene, settings, "from", until)
		values (gen_random_uuid(), 'message', ${JSON.stringify({ text: `Welcome ${NAME}` })}::text::jsonb, now(), now())`;
	await sql`insert into own_badges (id, name, description, mark) values (gen_random_uuid(), 'B', ${EMAIL}, 'star')`;
	await sql`update posts set say = ${`Ask ${EMAIL}`}, hashtags = ${[NAME]} where id = ${post.id}`;
	const csv = `externalId,name,email,team\ne-1042,${NAME},${EMAIL},Green\n,${NAME},wrong,Green\n`;
	await bringIn(db.ctx(), csv, { kind: 'people', source: 'hr' });
	await upload(db.ctx(), csv, { kind: 'people', source: 'hr' });
	await make.aShowcase(db, { month: '2026-09', link: links[0]! });
	await sql`update showcase_entries set comment = ${NAME}`;
	await setAppearance({ ctx: as(cy), input: { boards: 'pseudonym' } });
	await drain(db);
	return { contest, running, asa, bo, cy, links, as };
}
