import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { CONTEST, type Company } from './live-portal.ts';
import type { Credentials } from './live-socket.ts';
import type { ScreensOrder, SeenReport } from './live-screens.ts';
import type { VisitOrder, VisitReport } from './live-visitors.ts';

/** What a bench of the live board has while it runs: a portal, its screens and its visitors, each a process. */
export type Stage = {
	screens: ChildProcess;
	visitors: ChildProcess;
	company: Company;
	port: number;
	/** The next visitor's number. */
	visitor: number;
	say(line: string): void;
	/** Ends the screens and the visitors. */
	close(): void;
};

/** What the clicks of a round saw. */
export type ClickReport = SeenReport & Pick<VisitReport, 'answered'>;

const forked = (file: string) => fork(new URL(file, import.meta.url).pathname);

/** Sets the stage for a portal at `port`. */
export function aStage(parts: Pick<Stage, 'company' | 'port' | 'say'>): Stage {
	const screens = forked('./live-screens.ts');
	const visitors = forked('./live-visitors.ts');
	const close = () => [screens, visitors].forEach((child) => child.kill());
	return { ...parts, screens, visitors, visitor: 0, close };
}

/** Has a process do something; one order at a time. */
async function order<T>(child: ChildProcess, what: object): Promise<T> {
	const answer = once(child, 'message');
	child.send(what);
	const [report] = (await answer) as [T];
	return report;
}

/** Has the screens do something. */
export const ask = <T>({ screens }: Stage, what: ScreensOrder): Promise<T> => order(screens, what);

/** Has a socket watch the board for each of these; resolves when all are current. */
export const watchAs = (stage: Stage, credentials: Credentials[]) =>
	ask<unknown>(stage, {
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
	await ask(stage, { do: 'listen' });
	const { watched, others } = stage.company;
	const { timed, answered, lastVisitor } = await order<VisitReport>(stage.visitors, {
		...{ port: stage.port, perSecond, seconds, watched, others },
		firstVisitor: stage.visitor,
	} satisfies VisitOrder);
	stage.visitor = lastVisitor;
	return { answered, ...(await ask<SeenReport>(stage, { do: 'seen', timed })) };
}
