import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { claimPort } from '#boot/ports.ts';
import { aBenchDatabase } from './live-database.ts';
import { aCompany, startPortal, stop } from './live-portal.ts';
import type { BackReport } from './live-screens.ts';
import { ask, clicks, aStage, watch, type ClickReport, type Stage } from './live-stage.ts';
import { median, percentile, type Bench, type Figure } from './measure.ts';

/** Rounds that count, after one that does not. */
const ROUNDS = 5;
const CLICKS_PER_SECOND = 300;
const ROUND_SECONDS = 6;
const PEOPLE = 5_000;
const SEEN_BARS = [
	{ sockets: 1_000, ms: 150 },
	{ sockets: 5_000, ms: 350 },
];
const BACK_BAR_S = 5;

/** What the clicks of each round that counts saw, and the redirects' p99s, in milliseconds. */
async function measured(stage: Stage) {
	const reports: ClickReport[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const report = await clicks(stage, CLICKS_PER_SECOND, ROUND_SECONDS);
		if (round > 0) reports.push(report);
	}
	return { reports, answered: reports.map((report) => percentile(report.answered, 0.99)) };
}

/** The median over the rounds of the redirects' p99s with no socket open, in milliseconds. */
async function alone(stage: Stage): Promise<number> {
	const { answered } = await measured(stage);
	stage.say(`no socket: redirects p99 ${answered.map((ms) => ms.toFixed(1)).join(' ')} ms`);
	return median(answered);
}

/** Medians over the rounds of the p99s of what the clicks saw with so many sockets open. */
async function rounds(stage: Stage, sockets: number) {
	await watch(stage, sockets);
	const { reports, answered } = await measured(stage);
	const seen = reports.map((report) => percentile(report.seen, 0.99));
	const middle = reports.map((report) => percentile(report.seen, 0.5));
	const missing = reports.reduce((sum, report) => sum + report.missing, 0);
	stage.say(
		`${sockets} sockets: seen p99 ${seen.map((ms) => ms.toFixed(0)).join(' ')} ms, half within ` +
			`${median(middle).toFixed(0)} ms; redirects p99 ${answered.map((ms) => ms.toFixed(1)).join(' ')} ms; ${missing} missed`,
	);
	return { seen: median(seen), answered: median(answered), missing };
}

async function restarts(
	stage: Stage,
	portal: { child: ChildProcess; start: () => Promise<ChildProcess> },
): Promise<number> {
	await watch(stage, 1_000);
	const seconds: number[] = [];
	for (let round = 0; round <= ROUNDS; round++) {
		const back = ask<BackReport>(stage, { do: 'await-back' });
		portal.child.kill('SIGKILL');
		await once(portal.child, 'exit');
		portal.child = await portal.start();
		const listening = performance.timeOrigin + performance.now();
		const took = ((await back).back - listening) / 1000;
		stage.say(`1,000 sockets current again ${took.toFixed(2)} s after the server listens`);
		if (round > 0) seconds.push(took);
	}
	return median(seconds);
}

async function run(say: Stage['say']): Promise<Figure[]> {
	const database = await aBenchDatabase();
	const port = await claimPort(0);
	const start = () => startPortal(database, port);
	const portal: { child: ChildProcess; start: typeof start } = { child: undefined as never, start };
	let stage: Stage | undefined;
	try {
		const company = await aCompany(database.connections, PEOPLE);
		portal.child = await start();
		stage = aStage({ company, port, say });
		await delay(3_000);
		const figures: Figure[] = [];
		const none = await alone(stage);
		let answered = none;
		for (const { sockets, ms } of SEEN_BARS) {
			const many = await rounds(stage, sockets);
			answered = many.answered;
			figures.push({
				measure: `click committed → board at the last of ${sockets} sockets, ${CLICKS_PER_SECOND} clicks/s, p99`,
				bar: `≤ ${ms} ms`,
				figure: `${many.seen.toFixed(0)} ms`,
				reached: many.seen <= ms && many.missing === 0,
			});
		}
		figures.push({
			measure: 'redirect p99 with 5,000 sockets open and moving, against none',
			bar: '≤ 2×',
			figure: `${(answered / none).toFixed(1)}× (${answered.toFixed(1)} of ${none.toFixed(1)} ms)`,
			reached: answered / none <= 2,
		});
		const back = await restarts(stage, portal);
		figures.push({
			measure: '1,000 sockets current again after the server restarts',
			bar: `≤ ${BACK_BAR_S} s`,
			figure: `${back.toFixed(1)} s`,
			reached: back <= BACK_BAR_S,
		});
		return figures;
	} finally {
		stage?.close();
		await stop(portal.child);
		await database.stop();
	}
}

/** From a click on the open web to every screen, and what screens cost the door. */
export const live: Bench = { name: 'live', run };
