import { fork, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { makeFor, postgresRunner } from '#boot/postgres-place.ts';
import { claimPort, startPostgres } from '#boot/postgres.ts';
import { connect } from '#lib/server/db/client.ts';
import { migrateDatabase } from '#lib/server/db/migrate.ts';
import { aContest, aLink, aPerson, aPost, aProgram } from '#tests/support/people.ts';
import { median, percentile, type Bench, type Figure } from './measure.ts';
import { childrenMs, processorMs } from './processor.ts';
import type { LoadOrder, LoadReport } from './redirect-load.ts';

/** Rounds that count, after one that does not; each round measures both servers, in turns. */
const ROUNDS = 5;
const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 4;
const BARS = [
	{ connections: 64, share: 0.5 },
	{ connections: 256, share: 0.75 },
];
const PEOPLE = 40;
const LINKS_EACH = 5;

const here = (file: string) => new URL(file, import.meta.url).pathname;

async function seed(url: string): Promise<string[]> {
	const connections = connect(url);
	try {
		await aProgram(connections);
		// As on every day but the first: each visitor has a name of yesterday, which is looked for too.
		const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
		const salt = randomBytes(32).toString('base64url');
		await connections.sql`insert into visitor_salts (day, salt) values (${yesterday}, ${salt})`;
		await aContest(connections, { slug: 'bench' });
		const paths: string[] = [];
		const posts = await Promise.all(
			Array.from({ length: LINKS_EACH }, (_, i) => aPost(connections, { title: `story-${i}` })),
		);
		for (let i = 0; i < PEOPLE; i++) {
			const person = await aPerson(connections, { team: `team-${i % 6}` });
			for (const post of posts) {
				const link = await aLink(connections, { personId: person.id, postId: post.id });
				paths.push(`/r/${link.slug}`);
			}
		}
		return paths;
	} finally {
		await connections.close();
	}
}

/** The portal as `npm start` runs it, by default with every part of it in the one process. */
async function startPortal(databaseUrl: string, dataDir: string, role: string) {
	const port = await claimPort(0);
	const child = spawn(process.execPath, ['src/server/main.ts'], {
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			...process.env,
			...{ DATABASE_URL: databaseUrl, PORT: String(port), HOST: '127.0.0.1' },
			...{ LAUREL_DATA: dataDir, LAUREL_LOG: 'warn', LAUREL_ROLE: role },
			...{ LAUREL_TRUSTED_PROXIES: '1', LAUREL_DEMO_TRAFFIC: 'off' },
		},
	});
	for await (const chunk of child.stdout) {
		process.stderr.write(String(chunk).includes('listening') ? '' : String(chunk));
		if (String(chunk).includes('Laurel is listening')) break;
	}
	return { port, child };
}

async function ask(generator: ChildProcess, order: LoadOrder): Promise<LoadReport> {
	generator.send(order);
	const [report] = (await once(generator, 'message')) as [LoadReport];
	return report;
}

/** Milliseconds of the processor, so far: unlike rates they say little of what else the machine does. */
type Used = { server: number; postgres: number };

/** Of the processor in half a second, together: a portal that has nothing to do any more. */
const QUIET_MS = 50;
const MOST_QUIET_WAIT_MS = 120_000;

type Portal = {
	port: number;
	sql: Sql;
	used: () => Used;
};

/**
 * Waits until nothing waits on the portal's disk any more, gives after how many seconds, and then until every click is scored and portal
 * and database are quiet (badges, vacuum): the bare server's next round is not to pay for it.
 */
async function settle({ port, sql, used }: Portal): Promise<number> {
	const begun = performance.now();
	for (;;) {
		const answer = await fetch(`http://127.0.0.1:${port}/readyz`);
		if ((await answer.text()).includes('"spooled":0')) break;
		await delay(20);
	}
	const recorded = performance.now();
	while (performance.now() - recorded < MOST_QUIET_WAIT_MS) {
		const before = used();
		await delay(500);
		const after = used();
		const busy = after.server - before.server + after.postgres - before.postgres;
		// The scorer rests for seconds under a flood: a quiet moment alone says little.
		const [row] = await sql<{ scored: boolean }[]>`select not exists (select from marks) as scored`;
		if (busy < QUIET_MS && row!.scored) break;
	}
	return (recorded - begun) / 1000;
}

/** Measures at one number of connections; gives the medians and checks that every answered click is stored. */
async function compare(
	generator: ChildProcess,
	portal: Portal,
	barePort: number,
	paths: string[],
	connections: number,
	say: (line: string) => void,
) {
	const { used } = portal;
	const ports = { portal: portal.port, bare: barePort };
	const visitors = { next: 0 };
	const rates = { bare: [] as number[], portal: [] as number[] };
	const slow: number[] = [];
	const recorded: number[] = [];
	const behind: number[] = [];
	/** Of a processor, what portal and database took beside the bare server. */
	const beside: number[] = [];
	const cost = { answering: 0, server: 0, postgres: 0, clicks: 0 };
	let answered = 0;
	for (let round = 0; round <= ROUNDS; round++) {
		for (const which of ['bare', 'portal'] as const) {
			const before = used();
			const report = await ask(generator, {
				...{ port: ports[which], connections, paths, firstVisitor: visitors.next },
				seconds: round === 0 ? WARM_UP_SECONDS : ROUND_SECONDS,
			});
			if (report.wrong > 0) throw new Error(`${report.wrong} wrong answers from ${which}`);
			visitors.next = report.lastVisitor;
			const loaded = used();
			const late = which === 'portal' ? await settle(portal) : 0;
			if (which === 'portal') answered += report.answered;
			if (round === 0) continue;
			rates[which].push(report.answered / report.seconds);
			if (which === 'bare') {
				const others = loaded.server + loaded.postgres - before.server - before.postgres;
				beside.push(others / 1000 / report.seconds);
				continue;
			}
			slow.push(percentile(report.latencies, 0.99));
			behind.push(late);
			recorded.push(report.answered / (report.seconds + late));
			const after = used();
			cost.answering += loaded.server - before.server;
			cost.server += after.server - before.server;
			cost.postgres += after.postgres - before.postgres;
			cost.clicks += report.answered;
		}
	}
	const [bare, own] = [median(rates.bare), median(rates.portal)];
	const shares = rates.portal.map((rate, i) => rate / (rates.bare[i] ?? NaN));
	say(
		`${connections} connections: ${own.toFixed(0)}/s of ${bare.toFixed(0)}/s, p99 ${median(slow).toFixed(1)} ms, ` +
			`rounds ${shares.map((share) => `${(share * 100).toFixed(0)} %`).join(' ')}; a click takes ` +
			`${((cost.server * 1000) / cost.clicks).toFixed(0)} µs of the processor in the server, scoring and all ` +
			`(${((cost.answering * 1000) / cost.clicks).toFixed(0)} until the last answer), and ` +
			`${((cost.postgres * 1000) / cost.clicks).toFixed(0)} µs in Postgres; ${median(recorded).toFixed(0)}/s until all ` +
			`are in the database, ${median(behind).toFixed(1)} s after the last answer; beside the bare server portal and Postgres took ` +
			`${(median(beside) * 100).toFixed(0)} % of a processor; its rounds ${rates.bare.map((rate) => rate.toFixed(0)).join(' ')}/s`,
	);
	return {
		...{ share: median(shares), own, bare, answered },
		...{ recorded: median(recorded), behind: median(behind) },
	};
}

/** With a database and a portal of its own: what hundreds of thousands of clicks leave to be done is not the next one's. */
async function measure(
	{ connections, share }: (typeof BARS)[number],
	generator: ChildProcess,
	barePort: number,
	say: (line: string) => void,
): Promise<Figure[]> {
	const role = process.env.LAUREL_BENCH_ROLE ?? 'all';
	const root = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
	makeFor(postgresRunner(), root, 0o755);
	const running = await startPostgres({ dataDir: join(root, 'postgres'), port: 0 });
	let child: ChildProcess | undefined;
	const own = connect(running.url, { max: 1 });
	try {
		await migrateDatabase(running.url);
		const paths = await seed(running.url);
		const started = await startPortal(running.url, root, role);
		child = started.child;
		const used = (): Used => ({
			server: processorMs(started.child.pid!),
			postgres: childrenMs(running.pid),
		});
		const portal = { port: started.port, sql: own.sql, used };
		const seen = await compare(generator, portal, barePort, paths, connections, say);
		const [row] = await own.sql<{ n: number }[]>`
			select count(*)::int as n from clicks where verdict = 'valid'`;
		return [
			{
				measure: `durable redirect against a bare node:http 302, ${connections} connections`,
				bar: `≥ ${share * 100} %`,
				figure: `${(seen.share * 100).toFixed(0)} % (${seen.own.toFixed(0)}/s of ${seen.bare.toFixed(0)}/s)`,
				reached: seen.share >= share,
			},
			{
				measure: `the same, until every click of a round is in the database, ${connections} connections`,
				bar: 'for comparison',
				figure: `${((seen.recorded / seen.bare) * 100).toFixed(0)} % (${seen.recorded.toFixed(0)}/s, ${seen.behind.toFixed(1)} s after the last answer)`,
				reached: true,
			},
			{
				measure: `clicks stored as valid, of the redirects answered, ${connections} connections`,
				bar: 'all',
				figure: `${row?.n} of ${seen.answered}`,
				reached: row?.n === seen.answered,
			},
		];
	} finally {
		await end(child);
		await own.close();
		await running.stop('immediate');
		rmSync(root, { recursive: true, force: true });
		rmSync(running.dataDir, { recursive: true, force: true });
	}
}

async function end(child: ChildProcess | undefined): Promise<void> {
	if (!child || child.exitCode !== null) return;
	child.kill('SIGTERM');
	await once(child, 'exit');
}

async function run(say: (line: string) => void): Promise<Figure[]> {
	const bare = fork(here('./redirect-bare.ts'));
	const [barePort] = (await once(bare, 'message')) as [number];
	const generator = fork(here('./redirect-load.ts'));
	try {
		const figures: Figure[] = [];
		for (const bar of BARS) figures.push(...(await measure(bar, generator, barePort, say)));
		return figures;
	} finally {
		await end(bare);
		await end(generator);
	}
}

export const redirect: Bench = { name: 'redirect', run };
