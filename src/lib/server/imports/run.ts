import { setImmediate as breath } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { CsvRow } from '#lib/domain/imports/csv-rows.ts';
import type { Item } from '#lib/domain/imports/kind.ts';
import { layoutSchema, type Layout } from '#lib/domain/imports/layout.ts';
import { mappingSchema, rowReader, type ReadRow } from '#lib/domain/imports/mapping.ts';
import type { Problem } from '#lib/domain/imports/reasons.ts';
import type { ImportKindKey } from '#lib/domain/imports/registry.ts';
import type { ImportCounts } from '#lib/domain/imports/view.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { importRefusals, imports } from '../db/schema/imports.ts';
import { leaveMarksOfImport } from '../scoring/marks.ts';
import { ahead } from './ahead.ts';
import { piecesOf, rowsOf } from './file.ts';
import { forgetLeftovers } from './leftovers.ts';
import { IMPORTS_LOCK } from './lock.ts';
import { beatOf, clearProgress, type Beat } from './progress.ts';
import { factRecorder, type Line, type Recorder } from './record-facts.ts';
import { peopleRecorder } from './record-people.ts';
import { postRecorder } from './record-posts.ts';
import { Overtaken, readingRecorder } from './record-readings.ts';
import { RefusalList } from './refusal-list.ts';
import { Stopped } from './stopped.ts';

/** So many lines go through the door at once: some 20 ms of the database's time. */
const BATCH = 1000;
/** Where readings are put aside first, this share of the work is done when the file is read. */
const READ_SHARE = 0.5;
/** From so many facts on the planner is told of them at once. */
const MANY = 10_000;
/** A contest that becomes final meanwhile has the file judged anew; that many in a row are no chance. */
const MOST_GOES = 5;

type Job = {
	id: string;
	kind: ImportKindKey;
	source: string;
	layout: Layout;
	mapping: z.output<typeof mappingSchema>;
	/** Nothing of it is to stay but what is wrong. */
	check: boolean;
};

const RECORDERS: Record<ImportKindKey, (job: Job, outside: Ctx) => Recorder<never>> = {
	readings: ({ source, id }, outside) => readingRecorder(source, id, outside),
	conversions: ({ source, id }) => factRecorder(source, id),
	clicks: ({ source, id }) => factRecorder(source, id),
	people: ({ id }) => peopleRecorder(id),
	posts: ({ id }) => postRecorder(id),
};

/** Lines as they are read and judged, so many at once, with how many bytes of the file have been read by then. */
type Batch = { rows: (CsvRow & ReadRow)[]; bytes: number };

async function* batchesOf(outside: Ctx, job: Job): AsyncGenerator<Batch> {
	const readRow = rowReader(job.kind, job.layout.headers, job.mapping, outside.now);
	let batch: Batch = { rows: [], bytes: 0 };
	for await (const { rows, bytes } of rowsOf(piecesOf(outside, job.id), job.layout)) {
		batch.bytes = bytes;
		for (const row of rows) {
			batch.rows.push({ ...row, ...readRow(row) });
			if (batch.rows.length < BATCH) continue;
			yield batch;
			batch = { rows: [], bytes };
		}
		// It reads while the database works: whatever else waits goes first.
		await breath();
	}
	if (batch.rows.length > 0) yield batch;
}

/** Takes the whole file in the caller's transaction. Wrong lines are the check's outcome: they are written `outside` it. */
async function takeFile(
	tx: Ctx,
	outside: Ctx,
	job: Job,
	{ beat, pace }: { beat: Beat; pace: Pace | undefined },
): Promise<ImportCounts> {
	const recorder = RECORDERS[job.kind](job, outside) as unknown as Recorder<Item>;
	try {
		return await takeLines(tx, outside, job, { recorder, beat, pace });
	} finally {
		await recorder.ended?.();
	}
}

async function takeLines(
	tx: Ctx,
	outside: Ctx,
	job: Job,
	{ recorder, beat, pace }: { recorder: Recorder<Item>; beat: Beat; pace: Pace | undefined },
): Promise<ImportCounts> {
	const { check } = job;
	const counts: ImportCounts = { rows: 0, accepted: 0, duplicates: 0, wrong: 0 };
	const refusals = new RefusalList(job.id);
	const part = recorder.settle ? READ_SHARE : 1;
	let read = 0;
	const far = (share: number) =>
		beat({ rows: counts.rows, wrong: counts.wrong, bytes: Math.round(read * share) });
	for await (const { rows, bytes } of ahead(batchesOf(outside, job))) {
		const wrong = new Map<number, Problem[]>();
		const lines: Line<Item>[] = [];
		for (const { line, items, problems } of rows) {
			if (problems.length > 0) wrong.set(line, problems);
			else lines.push({ line, items });
		}
		const taken = await recorder.take(tx, lines);
		for (const { line, problems } of taken.refused) wrong.set(line, problems);
		const refused = rows.flatMap(({ line, cells }) => {
			const problems = wrong.get(line);
			return problems ? [{ line, cells, problems }] : [];
		});
		await refusals.add(check ? outside : tx, refused);
		read = bytes;
		counts.rows += rows.length;
		counts.accepted += taken.accepted;
		counts.duplicates += taken.duplicates;
		counts.wrong += wrong.size;
		await far(part);
		await pace?.();
	}
	const settled = { check, far: (share: number) => far(part + (1 - part) * share) };
	const known = (await recorder.settle?.(tx, settled)) ?? 0;
	counts.accepted -= known;
	counts.duplicates += known;
	await refusals.write(check ? outside : tx);
	return counts;
}

/** Marks the import as running; null when it is not one that waits, or ran and was killed. */
async function claim(ctx: Ctx, id: string): Promise<Job | null> {
	const [row] = await ctx.db
		.update(imports)
		.set({ state: 'running', startedAt: ctx.now })
		.where(sql`${imports.id} = ${id} and ${imports.state} in ('waiting', 'running')`)
		.returning();
	if (!row) return null;
	// Of a check before it, or of one that was killed.
	await ctx.db.delete(importRefusals).where(eq(importRefusals.importId, id));
	const { kind, source, checking: check } = row;
	const layout = layoutSchema.parse(row.layout);
	return {
		...{ id, kind: kind as ImportKindKey, source, layout, check },
		mapping: mappingSchema.parse(row.mapping),
	};
}

/** A check is over: whatever it did is rolled back. */
class Checked extends Error {
	readonly counts: ImportCounts;
	constructor(counts: ImportCounts) {
		super('checked');
		this.counts = counts;
	}
}

type Pace = () => Promise<void>;

/** Who hears how far it is. */
type Manner = {
	onProgress?: (rows: number, bytes: number) => void;
	/** Called between batches: a process that does other things too rests there. */
	pace?: Pace;
	/** The process ends: whoever looks next begins it anew. */
	signal?: AbortSignal;
};

/**
 * Runs an import that waits: every line through the door of its kind, all in one transaction, so that a failure, a stop
 * or a killed process leaves nothing of it. Lines that are wrong are kept with their reasons and harm no other. Gives
 * the counts; null when it was stopped or is not waiting. Throws what made it fail, which its state then says.
 */
export async function runImport(
	ctx: Ctx,
	id: string,
	manner: Manner = {},
): Promise<ImportCounts | null> {
	for (let goes = 1; ; goes++) {
		try {
			return await runOnce(ctx, id, manner, goes < MOST_GOES);
		} catch (error) {
			if (!(error instanceof Overtaken) || goes >= MOST_GOES) throw error;
		}
	}
}

async function runOnce(
	ctx: Ctx,
	id: string,
	{ onProgress, pace, signal }: Manner,
	mayGoAgain: boolean,
): Promise<ImportCounts | null> {
	let job: Job | null = null;
	try {
		return await withTransaction(ctx, async (tx) => {
			await tx.db.execute(sql`select pg_advisory_xact_lock(${IMPORTS_LOCK})`);
			job = await claim(ctx, id);
			if (!job) return null;
			const beat = beatOf(ctx, id, { onProgress, signal });
			const counts = await takeFile(tx, ctx, job, { beat, pace });
			if (job.check) throw new Checked(counts);
			if (counts.accepted >= MANY) await freshFigures(tx, job.kind);
			await leaveMarksOfImport(tx.db, id);
			await tx.db
				.update(imports)
				.set({ state: 'done', counts, finishedAt: sql`clock_timestamp()` })
				.where(eq(imports.id, id));
			const { kind, source } = job;
			await appendAudit(tx, {
				action: 'import.done',
				target: `import:${id}`,
				details: { kind, source, ...counts },
			});
			await clearProgress(tx, id);
			return counts;
		});
	} catch (error) {
		if (!job || (error instanceof Overtaken && mayGoAgain)) throw error;
		if (signal?.aborted) return null;
		await clearProgress(ctx, id);
		await forgetLeftovers(ctx);
		const { check } = job as Job;
		if (error instanceof Checked) {
			await settle(ctx, id, { state: 'mapping', counts: error.counts });
			return error.counts;
		}
		const stopped = error instanceof Stopped;
		await settle(ctx, id, {
			state: check ? 'mapping' : stopped ? 'cancelled' : 'failed',
			problem: stopped ? null : 'internal',
		});
		if (stopped) return null;
		ctx.log.error({ err: error, import: id }, 'an import failed; nothing of it is stored');
		throw error;
	}
}

/** Has the planner look at the table of facts again (drizzle/0027): in the import's transaction, so that both show at once. */
async function freshFigures(tx: Ctx, kind: ImportKindKey): Promise<void> {
	await tx.db.execute(sql`select laurel_analyze_facts(${kind})`);
}

async function settle(ctx: Ctx, id: string, values: Partial<typeof imports.$inferInsert>) {
	await ctx.db
		.update(imports)
		.set({ ...values, finishedAt: values.state === 'mapping' ? null : sql`clock_timestamp()` })
		.where(sql`${imports.id} = ${id} and ${imports.state} = 'running'`);
}

/** What a portal beside us made of it, which heard the bell and was quicker; null while nobody has. */
async function madeElsewhere(ctx: Ctx, id: string): Promise<ImportCounts | null> {
	const [row] = await ctx.db
		.select({ state: imports.state, counts: imports.counts })
		.from(imports)
		.where(eq(imports.id, id));
	// Counts of a mapping that is still open are a check's: both are emptied before anything is run.
	const told = row?.state === 'done' || row?.state === 'mapping';
	return told ? (row.counts as ImportCounts | null) : null;
}

/**
 * The same for whoever may import: runs it here and now, as the command line does, or tells what a running portal made of it
 * meanwhile. Throws Failure `conflict` when it does not wait.
 */
export const runImportNow = guarded(
	'runImportNow',
	'system.run',
	z.strictObject({ id: z.uuid(), onProgress: z.unknown().optional() }),
	async (ctx, { id, onProgress }) => {
		const counts = await runImport(ctx, id, {
			...(onProgress ? { onProgress: onProgress as NonNullable<Manner['onProgress']> } : {}),
		});
		const made = counts ?? (await madeElsewhere(ctx, id));
		if (!made) throw new Failure('conflict', 'This import does not wait to be run.');
		return made;
	},
);
