import type { DoorClick } from './click.ts';

/** What waits for its commit; `done` is called once, when the click is safe or given to `onLate`. */
export type Waiting = { click: DoorClick; since: number; done: () => void };

type Batch = { waiting: Waiting[]; since: number };

export type GroupCommit = {
	/** Puts a click into the next batch; false when the queue is full and the click was not taken. */
	push(waiting: Waiting): boolean;
	/** How many are queued or under way. */
	waiting(): number;
	/** Takes out everything that is queued or under way, for another way of keeping it. */
	takeAll(): Waiting[];
	/** When the oldest click that is queued or under way came (milliseconds); Infinity when there is none. */
	oldest(): number;
	/** Resolves when nothing is queued or under way. */
	idle(): Promise<void>;
};

/**
 * Whether so many that are queued may leave while batches of such sizes are under way: beside one only one at least half as large leaves. A
 * closed circle of clients would otherwise settle into one lane with nearly everybody and one with two or three, each of them
 * as dear as a large one.
 */
export function mayLeave(queued: number, underWay: readonly number[], lanes: number): boolean {
	return queued > 0 && underWay.length < lanes && underWay.every((size) => queued * 2 >= size);
}

/**
 * Group commit: whatever waits is written as one batch, the next leaves when a lane is free, at most two at a
 * time. There is no timer: under load batches grow by themselves, alone a click leaves at once.
 * `write` resolves when the batch is durable; when it throws,
 * `failed` gets the batch.
 */
export function createGroupCommit(options: {
	write: (clicks: DoorClick[]) => Promise<void>;
	failed: (batch: Waiting[], error: unknown) => void;
	lanes?: number;
	maxBatch?: number;
	maxQueue?: number;
}): GroupCommit {
	const { write, failed, lanes = 2, maxBatch = 500, maxQueue = 10_000 } = options;
	let queue: Waiting[] = [];
	const underWay = new Set<Batch>();
	let scheduled = false;
	let resting: (() => void)[] = [];

	function rest(): void {
		if (queue.length > 0 || underWay.size > 0) return;
		for (const rested of resting) rested();
		resting = [];
	}

	function canLeave(): boolean {
		return mayLeave(
			queue.length,
			Array.from(underWay, ({ waiting }) => waiting.length),
			lanes,
		);
	}

	function leave(): void {
		scheduled = false;
		while (canLeave()) {
			const waiting = queue.length > maxBatch ? queue.splice(0, maxBatch) : queue;
			if (waiting === queue) queue = [];
			const batch = { waiting, since: waiting[0]!.since };
			underWay.add(batch);
			write(waiting.map(({ click }) => click)).then(
				() => {
					// A batch that was taken away meanwhile is somebody else's.
					if (underWay.delete(batch)) for (const { done } of waiting) done();
					leave();
					rest();
				},
				(error: unknown) => {
					if (underWay.delete(batch)) failed(waiting, error);
					leave();
					rest();
				},
			);
		}
	}

	return {
		push(waiting) {
			if (queue.length >= maxQueue) return false;
			queue.push(waiting);
			// At the end of this turn of the event loop, so that all requests that were readable in it go together.
			if (!scheduled && canLeave()) {
				scheduled = true;
				setImmediate(leave);
			}
			return true;
		},
		waiting() {
			let waiting = queue.length;
			for (const batch of underWay) waiting += batch.waiting.length;
			return waiting;
		},
		takeAll() {
			const all = [...underWay].flatMap((batch) => batch.waiting).concat(queue);
			underWay.clear();
			queue = [];
			rest();
			return all;
		},
		oldest() {
			let since = queue[0]?.since ?? Infinity;
			for (const batch of underWay) since = Math.min(since, batch.since);
			return since;
		},
		idle: () =>
			new Promise((resolve) => {
				resting.push(resolve);
				rest();
			}),
	};
}
