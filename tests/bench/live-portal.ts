import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { SESSION_COOKIE } from '#lib/server/auth/sessions.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { aContest, aPost, aProgram, aTeam } from '#tests/support/people.ts';
import { vacuum, type BenchDatabase } from './live-database.ts';
import type { Credentials } from './live-socket.ts';

export const CONTEST = 'bench';
/** How many of the watched rows get clicks; a board of 50 shows them all. */
export const WATCHED_PEOPLE = 40;

export type Company = {
	/** One session per person. */
	credentials: Credentials[];
	watched: { slug: string; person: string }[];
	others: string[];
};

/**
 * So many people, each signed in and each on the board: the first 40 ahead by `lead` clicks, everybody else with one. A
 * contest with caps and tie-breaks and the teams' table, as companies run it.
 */
export async function aCompany(
	connections: Connections,
	count: number,
	lead = 60,
): Promise<Company> {
	const { sql } = connections;
	await aProgram(connections);
	const teams = [];
	for (let i = 0; i < 6; i++) teams.push((await aTeam(connections, `team-${i}`)).id);
	const post = await aPost(connections);
	await sql`
		insert into people (id, external_id, name, email, team_id, avatar_seed)
		select gen_random_uuid(), 'p' || i, 'Person ' || i, 'p' || i || '@example.com',
			(${teams}::uuid[])[1 + i % 6], i::text from generate_series(1, ${count}::int) i`;
	await sql`
		insert into links (id, slug, person_id, post_id, network, shared_at)
		select gen_random_uuid(), 's' || external_id, id, ${post.id}, 'linkedin', now() - interval '1 day' from people`;
	await sql`
		insert into clicks (id, link_id, person_id, post_id, at, visitor, verdict)
		select gen_random_uuid(), l.id, l.person_id, l.post_id, now() - interval '2 days', 'seed' || n, 'valid'
		from links l, generate_series(1, ${lead}::int) n
		where n = 1 or substr(l.slug, 3)::int <= ${WATCHED_PEOPLE}`;
	const tokens = Array.from({ length: count }, (_, i) => `bench-session-${i}`);
	const hashes = tokens.map((token) => createHash('sha256').update(token).digest('hex'));
	await sql`
		insert into sessions (id, person_id, expires_at)
		select h.hash, p.id, now() + interval '20 days'
		from unnest(${hashes}::text[]) with ordinality h(hash, i) join people p on p.external_id = 'p' || h.i`;
	await aContest(connections, {
		slug: CONTEST,
		rules: {
			metrics: {
				click: { points: 1, dailyCap: 100_000 },
				like: { points: 2 },
				conversion: { points: 20 },
			},
			tieBreaks: ['clicks', 'earliest'],
			teams: 'average',
		},
	});
	await vacuum(connections);
	return {
		credentials: tokens.map((token) => ({ cookie: `${SESSION_COOKIE}=${token}` })),
		watched: Array.from({ length: WATCHED_PEOPLE }, (_, i) => ({
			slug: `sp${i + 1}`,
			person: `p${i + 1}`,
		})),
		others: Array.from({ length: count - WATCHED_PEOPLE }, (_, i) => `sp${i + 1 + WATCHED_PEOPLE}`),
	};
}

/** The portal as `npm start` runs it, everything in one process (or in one role of it). */
export async function startPortal(
	database: BenchDatabase,
	port: number,
	role = 'all',
): Promise<ChildProcess> {
	const child = spawn(process.execPath, [process.env.LAUREL_BENCH_MAIN ?? 'src/server/main.ts'], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			...process.env,
			...{ DATABASE_URL: database.url, PORT: String(port), HOST: '127.0.0.1' },
			...{ LAUREL_DATA: database.dataDir, LAUREL_LOG: 'warn', LAUREL_ROLE: role },
			...{ LAUREL_TRUSTED_PROXIES: '1', LAUREL_DEMO_TRAFFIC: 'off' },
		},
	});
	for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
		if (String(chunk).includes('Laurel is listening')) break;
	}
	// What it warns of while it is measured: a click that went to disk is seconds late.
	child.stdout!.pipe(process.stderr, { end: false });
	return child;
}

/** Ends a process and waits until it is gone. */
export async function stop(child: ChildProcess | undefined): Promise<void> {
	if (!child || child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, 'exit');
	child.kill('SIGTERM');
	await gone;
}
