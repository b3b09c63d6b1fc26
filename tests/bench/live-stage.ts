import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { CONTEST, type Company } from './live-portal.ts';
import type { Credentials } from './live-socket.ts';
import type { ClickReport, ScreensOrder } from './live-screens.ts';

/** What a bench of the live board has while it runs. */
export type Stage = {
	screens: ChildProcess;
	company: Company;
	port: number;
	/** The next visitor's number. */
	visitor: number;
	say(line: string): void;
};

/** The process of the screens and the visitors. */
export const forkScreens = (): ChildProcess =>
	fork(new URL('./live-screens.ts', import.meta.url).pathname);

/** Has the screens do something; one order at a time. */
export async function ask<T>(screens: ChildProcess, order: ScreensOrder): Promise<T> {
	const answer = once(screens, 'message');
	screens.send(order);
	const [report] = (await answer) as [T];
	return report;
}

/** Has a socket watch the board for each of these; resolves when all are current. */
export const watchAs = (stage: Stage, credentials: Credentials[]) =>
	ask<unknown>(stage.screens, {
		...{ do: 'watch', port: stage.port, contest: CONTEST, top: 50 },
		credentials,
	});

/** Has so many sockets watch the board, each as a person of its own; resolves when all are current. */
export const watch = (stage: Stage, sockets: number) =>
	watchAs(stage, stage.company.credentials.slice(0, sockets));

/** Clicks through the door at a steady rate, and what the sockets saw of them. */
export async function clicks(
	stage: Stage,
	perSecond: number,
	seconds: number,
): Promise<ClickReport> {
	const report = await ask<ClickReport>(stage.screens, {
		...{ do: 'click', port: stage.port, perSecond, seconds },
		...{ watched: stage.company.watched, others: stage.company.others },
		firstVisitor: stage.visitor,
	});
	stage.visitor = report.lastVisitor;
	return report;
}
