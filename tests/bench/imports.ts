import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { claimPort } from '#boot/ports.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { MAX_PIECE } from '#lib/server/imports/file.ts';
import { addPiece, beginImport, closeUpload } from '#lib/server/imports/receive.ts';
import { startImport } from '#lib/server/imports/start.ts';
import { benchCtx } from './bench-ctx.ts';
import { aBenchDatabase } from './live-database.ts';
import { aCompany, startPortal, stop } from './live-portal.ts';
import { aStage, clicks, watch, type ClickReport, type Stage } from './live-stage.ts';
import { percentile, type Bench, type Figure } from './measure.ts';
import { watchMemory } from './memory.ts';
import { grouped, rowsWanted } from './rows.ts';

const PEOPLE = 2_000;
/** By the rules of the bench's contest. */
const POINTS_PER_LIKE = 2;
const SOCKETS = 50;
const CLICKS_PER_SECOND = 50;
const ROUND_SECONDS = 5;
/** Rounds of the idle portal that count, after one that does not. */
const IDLE_ROUNDS = 3;
const BAR_PER_SECOND = 10_000;
const SEEN_TIMES = 2;
/** What an import may add to the portal at its worst moment. */
const GROWTH_MB = 150;
const LOOK_MS = 100;

/** More than the file brings anybody: whose clicks are timed stay among the rows that the screens show. */
const leadFor = (rows: number) => Math.ceil((POINTS_PER_LIKE * rows) / PEOPLE) + 60;

/**
 * Likes of 60 days, every line another fact and one like more than the link's last, without ids: the portal makes them
 * from what the line says.
 */
function* lines(rows: number, now: number): Generator<string> {
	yield 'slug,at,likes\r\n';
	const gap = (60 * 86_400_000) / rows;
	for (let i = 0; i < rows; i++) {
		const at = new Date(now - 60 * 86_400_000 + i * gap).toISOString();
		yield `sp${1 + ((i * 7919) % PEOPLE)},${at},${1 + Math.floor(i / PEOPLE)}\r\n`;
	}
}

/** Uploads the file in pieces, as the page does, and gives the import that waits to be started. */
async function upload(connections: Connections, rows: number, now: number): Promise<string> {
	const ctx = benchCtx(connections);
	const input = { kind: 'readings', source: 'bench', fileName: 'likes.csv' } as const;
	const { id } = await beginImport({ ctx, input });
	let text = '';
	let number = 0;
	const send = async () => {
		await addPiece({ ctx, input: { id, number: number++, bytes: Buffer.from(text) } });
		text = '';
	};
	for (const line of lines(rows, now)) {
		if (text.length + line.length > MAX_PIECE) await send();
		text += line;
	}
	await send();
	await closeUpload({ ctx, input: { id } });
	return id;
}

type Done = { seconds: number; accepted: number; duplicates: number };

/** Starts it, which wakes the portal's importer, and waits for its end. */
async function runInPortal({ db, sql }: Connections, id: string): Promise<Done> {
	const from = performance.now();
	await startImport({ ctx: benchCtx({ db }), input: { id } });
	for (;;) {
		const [row] = await sql<
			{ state: string; counts: { accepted: number; duplicates: number } }[]
		>`select state, counts from imports where id = ${id}`;
		if (row?.state === 'done') return { seconds: (performance.now() - from) / 1000, ...row.counts };
		if (row?.state !== 'waiting' && row?.state !== 'running')
			throw new Error(`the import is ${row?.state}`);
		await delay(LOOK_MS);
	}
}

/** Resolves when everything that an import has changed is scored. */
async function scored({ sql }: Connections): Promise<void> {
	for (;;) {
		const [row] = await sql<{ left: boolean }[]>`select exists (select from marks) as left`;
		if (!row?.left) return;
		await delay(LOOK_MS);
	}
}

const p99 = (reports: readonly ClickReport[]) =>
	percentile(
		reports.flatMap(({ seen }) => seen),
		0.99,
	);
const missed = (reports: readonly ClickReport[]) =>
	reports.reduce((sum, { missing }) => sum + missing, 0);

/** Imports the file while people click and screens watch, until its facts are scored. */
async function importLive(stage: Stage, connections: Connections, pid: number, file: string) {
	const memory = watchMemory(pid);
	let over = false;
	const work = runInPortal(connections, file);
	const settled = work.then(() => scored(connections)).finally(() => (over = true));
	const reports: ClickReport[] = [];
	// Awaited below: until then nobody else hears of its failure.
	settled.catch(() => undefined);
	while (!over) reports.push(await clicks(stage, CLICKS_PER_SECOND, ROUND_SECONDS));
	await settled;
	const [done, { fromMb, growthMb }] = [await work, memory()];
	stage.say(
		`${grouped(done.accepted)} accepted, ${grouped(done.duplicates)} duplicates in ${done.seconds.toFixed(1)} s; ` +
			`click → screen p99 ${reports.map((report) => p99([report]).toFixed(0)).join(' ')} ms, ${missed(reports)} missed; ` +
			`${fromMb.toFixed(0)} MB of memory before, up to ${growthMb.toFixed(0)} MB more`,
	);
	return { ...done, reports, growthMb };
}

async function run(say: (line: string) => void): Promise<Figure[]> {
	const rows = rowsWanted();
	const database = await aBenchDatabase();
	const { connections } = database;
	const port = await claimPort(0);
	let portal: ChildProcess | undefined;
	let stage: Stage | undefined;
	try {
		const company = await aCompany(connections, PEOPLE, leadFor(rows));
		const now = Date.now();
		const files = [await upload(connections, rows, now), await upload(connections, rows, now)];
		portal = await startPortal(database, port);
		stage = aStage({ company, port, say });
		await watch(stage, SOCKETS);
		const idle: ClickReport[] = [];
		for (let round = 0; round <= IDLE_ROUNDS; round++) {
			const report = await clicks(stage, CLICKS_PER_SECOND, ROUND_SECONDS);
			if (round > 0) idle.push(report);
		}
		say(`idle: click → screen p99 ${idle.map((report) => p99([report]).toFixed(0)).join(' ')} ms`);
		const first = await importLive(stage, connections, portal.pid!, files[0]!);
		const again = await importLive(stage, connections, portal.pid!, files[1]!);
		const seen = p99(first.reports) / p99(idle);
		const growthMb = Math.max(first.growthMb, again.growthMb);
		const [rate, rateAgain] = [rows / first.seconds, rows / again.seconds];
		return [
			{
				measure: `${grouped(rows)} facts imported from CSV, boards live`,
				bar: `≥ ${grouped(BAR_PER_SECOND)}/s`,
				figure: `${grouped(rate)}/s`,
				reached: rate >= BAR_PER_SECOND && first.accepted === rows,
			},
			{
				measure: 'the same file again, all of it duplicates',
				bar: 'no slower',
				figure: `${grouped(rateAgain)}/s`,
				reached: rateAgain >= rate && again.duplicates === rows,
			},
			{
				measure: 'click → screen p99 during the import, against the idle portal',
				bar: `≤ ${SEEN_TIMES}×`,
				figure: `${seen.toFixed(1)}× (${p99(first.reports).toFixed(0)} of ${p99(idle).toFixed(0)} ms)`,
				reached: seen <= SEEN_TIMES && missed(first.reports) === 0,
			},
			{
				measure: 'memory that an import adds to the portal at its worst moment',
				bar: `≤ ${GROWTH_MB} MB`,
				figure: `${growthMb.toFixed(0)} MB`,
				reached: growthMb <= GROWTH_MB,
			},
		];
	} finally {
		stage?.close();
		await stop(portal);
		await database.stop();
	}
}

/** A year of history brought in while the contest goes on. */
export const imports: Bench = { name: 'imports', run };
