import { eq } from 'drizzle-orm';
import { pino } from 'pino';
import { hashPassword } from '../auth/passwords.ts';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { createContest } from '../contests/create.ts';
import type { Connections } from '../db/client.ts';
import { credentials } from '../db/schema/auth.ts';
import { offices, people } from '../db/schema/people.ts';
import { createDisplay } from '../displays/create.ts';
import { upsertPeople } from '../people/upsert.ts';
import { createPost } from '../posts/create.ts';
import { ensureProgram } from '../programs/ensure.ts';
import { rescoreContest } from '../scoring/rescore.ts';
import { seedBadges } from './badges.ts';
import { demoContests, DEMO_ZONE } from './calendar.ts';
import { seedFacts } from './facts.ts';
import { finalizeEarlier } from './final.ts';
import { seedLearning } from './learning.ts';
import { seedRecognition } from './recognition.ts';
import { DAY } from './pace.ts';
import { DEMO_PEOPLE, OFFICES } from './people.ts';
import { DEMO_PASSWORD } from './personas.ts';
import { createRandom } from './random.ts';
import { seedScreens } from './screens.ts';
import { seedSharing } from './sharing.ts';
import { seedShowcase } from './showcase.ts';
import { DEMO_STORIES, type DemoStory } from './stories.ts';
import { seedStoryDesk } from './story-desk.ts';
import { extrasOf } from './story-extras.ts';
import { proposerOf, seedSuggestions } from './suggestions.ts';
import { leaveUndecided } from './undecided.ts';

/** Any number; another one is another company with the same people. */
const SEED = 20_240_917;
/** Written last: a company without it was interrupted and is made anew. */
const SEEDED = 'demo.seed';

const demoCtx = (connections: Connections, now: Date): Ctx => ({
	db: connections.db,
	actor: { kind: 'system', name: 'demo' },
	now,
	log: pino({ level: 'silent' }),
});

/** What the database holds: nothing yet (or half of a demo), the whole demo company, or somebody's own program. */
export async function demoState({ sql }: Connections): Promise<'none' | 'demo' | 'own'> {
	const [row] = await sql<{ demo: boolean; seeded: boolean }[]>`
		select demo, exists (select from audit_entries where action = ${SEEDED}) as seeded from program`;
	if (!row) return 'none';
	if (!row.demo) return 'own';
	return row.seeded ? 'demo' : 'none';
}

/**
 * Fills an empty database with the demo company, as it would be at `now`: the same people, stories and luck each time,
 * with dates relative to `now`. Takes about 5 s; as the owner of the tables, who may ANALYZE them. Throws when the database already holds a program of somebody's own.
 */
export async function seedCompany(
	connections: Connections,
	now: Date,
	onProgress: (what: string) => void = () => undefined,
): Promise<void> {
	const { sql } = connections;
	const state = await demoState(connections);
	if (state !== 'none')
		throw new Error(`The database is not empty: it holds a program (${state}).`);
	const random = createRandom(SEED);
	const calendar = demoContests(now);
	const at = (when: Date) => demoCtx(connections, when);
	const dawn = new Date(calendar.before.startsAt.getTime() - 14 * DAY);

	onProgress('people');
	await ensureProgram(connections.db, {
		name: 'Norrvik',
		slug: 'norrvik',
		timeZone: DEMO_ZONE,
		demo: true,
	});
	await seedPeople(at(dawn));
	onProgress('stories');
	const posts = await seedStories(at(dawn), now);
	const created: Record<'before' | 'running', string> = { before: '', running: '' };
	for (const key of ['before', 'running'] as const) {
		const week = new Date(calendar[key].startsAt.getTime() - 7 * DAY);
		const { id } = await createContest({ ctx: at(week), input: calendar[key].input });
		created[key] = id;
	}
	onProgress('facts');
	await seedFacts(at(now), connections, { random, posts, calendar, runningId: created.running });
	await sql`analyze`;
	const recent = posts.slice(-6).map(({ id }) => id);
	await seedSharing(at(now), { recent, draft: recent[2]!, timeZone: DEMO_ZONE });
	await seedLearning(at(now), createRandom(SEED), dawn);
	await seedRecognition(at(now));
	onProgress('standings');
	for (const id of [created.before, created.running]) await rescoreContest(connections, id);
	const { endsAt, input: before } = calendar.before;
	await finalizeEarlier(at(now), connections, { id: created.before, slug: before.slug, endsAt });
	await leaveUndecided(at(now), calendar.running.input.slug);
	await seedStoryDesk(at(now), now);
	await seedSuggestions(at(now), posts);
	await seedBadges(at(now));
	await seedShowcase(at(now), DEMO_ZONE);
	for (const { name: office } of OFFICES) {
		const input = { name: `${office} office`, contest: calendar.running.input.slug, office };
		await createDisplay({ ctx: at(now), input });
	}
	await seedScreens(at(now));
	await appendAudit(at(now), { action: SEEDED, details: { people: DEMO_PEOPLE.length } });
}

/**
 * After an interrupted seeding the half that is there goes. Facts and audit entries may be taken away by nobody, so this
 * needs the embedded database's own owner, who can pass by the triggers. Throws when it is anything but half of a demo.
 */
export async function emptyHalfOfADemo(owner: Connections): Promise<void> {
	const state = await demoState(owner);
	if (state !== 'none') throw new Error(`The database holds a program (${state}).`);
	// The migrations' own table and the queue's are in other schemas.
	const tables = await owner.sql<{ name: string }[]>`
		select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;
	await owner.sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`);
	});
}

async function seedPeople(ctx: Ctx): Promise<void> {
	await upsertPeople({
		ctx,
		input: {
			people: DEMO_PEOPLE.map((person) => ({ ...person, role: person.role as 'employee' })),
		},
	});
	for (const { name, timeZone } of OFFICES) {
		await ctx.db.update(offices).set({ timeZone }).where(eq(offices.name, name));
	}
	const passwordHash = await hashPassword(DEMO_PASSWORD);
	const everybody = await ctx.db.select({ personId: people.id }).from(people);
	await ctx.db.insert(credentials).values(everybody.map((row) => ({ ...row, passwordHash })));
}

export type SeededPost = DemoStory & { id: string; publishedAt: Date };

/** The stories came out over the two contests, the last six in this week. */
async function seedStories(ctx: Ctx, now: Date): Promise<SeededPost[]> {
	const posts: SeededPost[] = [];
	const span = now.getTime() - ctx.now.getTime();
	for (const [index, story] of DEMO_STORIES.entries()) {
		const left = DEMO_STORIES.length - 1 - index;
		const old = ctx.now.getTime() + (index / (DEMO_STORIES.length - 6)) * (span - 6 * DAY);
		const recent = now.getTime() - (left + 0.2) * 0.8 * DAY;
		const publishedAt = new Date(left < 6 ? recent : old);
		const { hiring: _, ...fields } = story;
		const input = {
			...{ ...fields, ...extrasOf(story), publishedAt: publishedAt.toISOString() },
			proposedBy: proposerOf(story),
		};
		const { id } = await createPost({ ctx: { ...ctx, now: publishedAt }, input });
		posts.push({ ...story, id, publishedAt });
	}
	return posts;
}
