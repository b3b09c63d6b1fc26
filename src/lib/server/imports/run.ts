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
import { storable } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { importRefusals, imports } from '../db/schema/imports.ts';
import { leaveMarksOfImport } from '../scoring/marks.ts';
import { ahead } from './ahead.ts';
import { piecesOf, rowsOf } from './file.ts';
import { IMPORTS_LOCK } from './lock.ts';
import { beatOf, clearProgress, type Beat } from './progress.ts';
import { factRecorder, type Line, type Recorder } from './record-facts.ts';
import { peopleRecorder } from './record-people.ts';
import { postRecorder } from './record-posts.ts';
import { Stopped } from './stopped.ts';

/** So many lines go through the door at once: some 20 ms of the database's time. */
const BATCH = 1000;
/** Of a file that is wrong all over so many lines are kept to be mended; the others are counted. */
export const MOST_REFUSALS = 50_000;
/** A wrong line's cells are kept to this length each, so that nobody stores a file by its errors. */
const CELL_KEPT = 2_000;

type Job = {
	id: string;
	kind: ImportKindKey;
	source: string;
	layout: Layout;
	mapping: z.output<typeof mappingSchema>;
};

const RECORDERS: Record<ImportKindKey, (job: Job) => Recorder<never>> = {
	readings: ({ source, id }) => factRecorder(source, id),
	conversions: ({ source, id }) => factRecorder(source, id),
	clicks: ({ source, id }) => factRecorder(source, id),
	people: ({ id }) => peopleRecorder(id),
	posts: ({ id }) => postRecorder(id),
};

/** A row as it goes into the list of what is to be mended. */
const kept = (cells: readonly string[]) => cells.map((cell) => storable(cell.slice(0, CELL_KEPT)));

/** Lines as they are read and judged, so many at once, with how many bytes of the file have been read by then. */
type Batch = { rows: (CsvRow & ReadRow)[]; bytes: number };

async function* batchesOf(outside: Ctx, job: Job): AsyncGenerator<Batch> {
	const readRow = rowReader(job.kind, job.layout.headers, job.mapping);
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

/** Takes the whole file in the caller's transaction. */
async function takeFile(tx: Ctx, outside: Ctx, job: Job, beat: Beat): Promise<ImportCounts> {
	const counts: ImportCounts = { rows: 0, accepted: 0, duplicates: 0, wrong: 0 };
	const record = RECORDERS[job.kind](job) as unknown as Recorder<Item>;
	for await (const { rows, bytes } of ahead(batchesOf(outside, job))) {
		const wrong = new Map<number, Problem[]>();
		const lines: Line<Item>[] = [];
		for (const { line, items, problems } of rows) {
			if (problems.length > 0) wrong.set(line, problems);
			else lines.push({ line, items });
		}
		const taken = await record(tx, lines);
		for (const { line, problems } of taken.refused) wrong.set(line, problems);
		const listed = rows
			.filter(({ line }) => wrong.has(line))
			.slice(0, Math.max(0, MOST_REFUSALS - counts.wrong))
			.map(({ line, cells }) => ({
				...{ importId: job.id, line, problems: wrong.get(line), cells: kept(cells) },
			}));
		if (listed.length > 0) await tx.db.insert(importRefusals).values(listed);
		counts.rows += rows.length;
		counts.accepted += taken.accepted;
		counts.duplicates += taken.duplicates;
		counts.wrong += wrong.size;
		await beat({ rows: counts.rows, wrong: counts.wrong, bytes });
	}
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
	const { kind, source } = row;
	const layout = layoutSchema.parse(row.layout);
	return {
		...{ id, kind: kind as ImportKindKey, source, layout },
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

/** Whether nothing of it is to stay; and who hears how far it is. */
type Manner = {
	check?: boolean;
	onProgress?: (rows: number, bytes: number) => void;
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
	{ check = false, onProgress, signal }: Manner = {},
): Promise<ImportCounts | null> {
	let job: Job | null = null;
	try {
		return await withTransaction(ctx, async (tx) => {
			await tx.db.execute(sql`select pg_advisory_xact_lock(${IMPORTS_LOCK})`);
			job = await claim(ctx, id);
			if (!job) return null;
			const counts = await takeFile(tx, ctx, job, beatOf(ctx, id, { onProgress, signal }));
			if (check) throw new Checked(counts);
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
		if (!job) throw error;
		if (signal?.aborted) return null;
		await clearProgress(ctx, id);
		if (error instanceof Checked) {
			await settle(ctx, id, { state: 'mapping', counts: error.counts });
			return error.counts;
		}
		const stopped = error instanceof Stopped;
		await settle(ctx, id, {
			state: stopped ? 'cancelled' : 'failed',
			problem: stopped ? null : 'internal',
		});
		if (stopped) return null;
		ctx.log.error({ err: error, import: id }, 'an import failed; nothing of it is stored');
		throw error;
	}
}

async function settle(ctx: Ctx, id: string, values: Partial<typeof imports.$inferInsert>) {
	await ctx.db
		.update(imports)
		.set({ ...values, finishedAt: values.state === 'mapping' ? null : sql`clock_timestamp()` })
		.where(sql`${imports.id} = ${id} and ${imports.state} = 'running'`);
}

/** The same for whoever may import: runs it here and now, as the command line does. Throws Failure `conflict` when it does not wait. */
export const runImportNow = guarded(
	'runImportNow',
	'system.run',
	z.strictObject({
		id: z.uuid(),
		check: z.boolean().default(false),
		onProgress: z.unknown().optional(),
	}),
	async (ctx, { id, check, onProgress }) => {
		const counts = await runImport(ctx, id, {
			check,
			...(onProgress ? { onProgress: onProgress as NonNullable<Manner['onProgress']> } : {}),
		});
		if (!counts) throw new Failure('conflict', 'This import does not wait to be run.');
		return counts;
	},
);
