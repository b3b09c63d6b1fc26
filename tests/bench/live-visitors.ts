import { request } from 'node:http';

/**
 * The visitors, a process apart from portal and screens: a process that reads 5,000 frames with every move of the board is
 * itself late for its own clicks' answers, by as much as is measured.
 */
export type VisitOrder = {
	port: number;
	perSecond: number;
	seconds: number;
	/** Links whose person stands among the rows that are watched, and links of everybody. */
	watched: { slug: string; person: string }[];
	others: string[];
	firstVisitor: number;
};

/** A click on a watched person's link: which of theirs in this order, and when it was answered (monotonicMs). */
export type TimedClick = { person: string; nth: number; answeredAt: number };

export type VisitReport = {
	timed: TimedClick[];
	/** Milliseconds from sending a click to its 302. */
	answered: number[];
	lastVisitor: number;
};

const AGENT =
	'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** Milliseconds of the machine's own clock: the same for all of its processes, and never set. */
export const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function visit(port: number, slug: string, visitor: number): Promise<number> {
	const sentAt = performance.now();
	return new Promise((resolve, reject) => {
		const req = request(
			{
				...{ port, host: '127.0.0.1', path: `/r/${slug}` },
				headers: {
					'user-agent': AGENT,
					'x-forwarded-for': `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`,
				},
			},
			(res) => {
				res.resume();
				if (res.statusCode !== 302) reject(new Error(`a click was answered ${res.statusCode}`));
				else resolve(performance.now() - sentAt);
			},
		);
		req.on('error', reject);
		req.end();
	});
}

async function visits(order: VisitOrder): Promise<VisitReport> {
	const report: VisitReport = { timed: [], answered: [], lastVisitor: order.firstVisitor };
	const answeredOf = new Map<string, number>();
	const waiting: Promise<unknown>[] = [];
	const begun = performance.now();
	const total = order.perSecond * order.seconds;
	for (let i = 0; i < total; i++) {
		const wait = begun + (i * 1000) / order.perSecond - performance.now();
		if (wait > 1) await pause(wait);
		// Two of three clicks fall on people among the watched rows; those are timed.
		const target = i % 3 === 2 ? null : order.watched[i % order.watched.length]!;
		const slug = target?.slug ?? order.others[i % order.others.length]!;
		waiting.push(
			visit(order.port, slug, report.lastVisitor++).then((ms) => {
				report.answered.push(ms);
				if (!target) return;
				const nth = (answeredOf.get(target.person) ?? 0) + 1;
				answeredOf.set(target.person, nth);
				report.timed.push({ person: target.person, nth, answeredAt: monotonicMs() });
			}),
		);
	}
	await Promise.all(waiting);
	return report;
}

// As a process of its own; its clock is the screens', too.
if (process.argv[1] === import.meta.filename) {
	process.on('message', (order: VisitOrder) => {
		void visits(order).then((report) => process.send?.(report));
	});
}
