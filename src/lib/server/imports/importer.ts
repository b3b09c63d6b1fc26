import { asc, inArray } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import type { Connections } from '../db/client.ts';
import { wordsOf } from '../error-words.ts';
import { imports } from '../db/schema/imports.ts';
import { pacer } from './pace.ts';
import { runImport } from './run.ts';
import { IMPORTS_CHANNEL } from './start.ts';

/** Also without a bell: one that was killed in the middle of an import is begun anew by whoever looks next. */
const TICK_MS = 30_000;

export type Importer = {
	/** Begins to listen; again does nothing. */
	start(): void;
	/** Stops listening and waits for what is under way. */
	close(): Promise<void>;
};

/** The one loop that runs imports which wait, one after the other; several instances take turns. */
export function createImporter({
	connections,
	ctx,
}: {
	connections: Pick<Connections, 'sql' | 'db'>;
	/** A fresh context of the system. */
	ctx: () => Ctx;
}): Importer {
	let closed = false;
	const ending = new AbortController();
	let wanted = false;
	let loop: Promise<void> | null = null;
	let ticker: NodeJS.Timeout | undefined;
	let listening: ReturnType<Connections['sql']['listen']> | null = null;

	async function runAll(): Promise<void> {
		const waiting = await connections.db
			.select({ id: imports.id })
			.from(imports)
			.where(inArray(imports.state, ['waiting', 'running']))
			.orderBy(asc(imports.createdAt));
		// What it was not possible to do stands in the import's state.
		for (const { id } of waiting)
			if (!closed)
				await runImport(ctx(), id, { signal: ending.signal, pace: pacer() }).catch(() => null);
	}

	async function run(): Promise<void> {
		while (wanted && !closed) {
			wanted = false;
			await runAll().catch((error: Error) => {
				if (!closed) ctx().log.warn({ detail: wordsOf(error) }, 'cannot look for imports yet');
			});
		}
		loop = null;
	}

	function wake(): void {
		if (closed) return;
		wanted = true;
		loop ??= run();
	}

	function listen(): void {
		listening = connections.sql.listen(IMPORTS_CHANNEL, wake, wake);
		listening.catch(() => (listening = null));
	}

	return {
		start() {
			if (ticker || closed) return;
			listen();
			ticker = setInterval(() => {
				if (!listening) listen();
				wake();
			}, TICK_MS);
		},
		async close() {
			closed = true;
			ending.abort();
			clearInterval(ticker);
			await (await listening?.catch(() => null))?.unlisten().catch(() => undefined);
			await loop;
		},
	};
}
