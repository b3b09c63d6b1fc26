import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import {
	BY_CONTEST,
	BY_TIME,
	EXPORT_NAMES,
	EXPORTS,
	FORMATS,
	type ExportName,
} from '#lib/domain/exports/columns.ts';
import { headOf, linesOf, type Row } from '#lib/domain/exports/lines.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { appendAudit } from '../audit/append.ts';
import { visibleContest } from '../boards/contest.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { byteWriter, readInBatches, takePlace } from './pump.ts';
import { SELECTS, type Narrowed } from './selects.ts';
import { resultRows, standingsRows } from './tables.ts';

const inputSchema = z.strictObject({
	what: z.enum(EXPORT_NAMES),
	format: z.enum(FORMATS).default('csv'),
	from: instantSchema.optional(),
	to: instantSchema.optional(),
	contest: z
		.string()
		.min(1)
		.max(100)
		.optional()
		.describe('Facts of its time box; standings and results need it.'),
	bom: z.enum(['true', 'false']).default('false').describe('A mark for Excel, in CSV.'),
});
type Input = z.output<typeof inputSchema>;

/** What goes out. The stream's reader sets the pace; whoever cancels it ends the query. */
export type ExportFile = {
	/** What to call it on a disk. */
	name: string;
	contentType: string;
	stream: ReadableStream<Uint8Array>;
	/** How many rows have left so far; rises while the stream is read. */
	progress: { rows: number };
};

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };

/** Refuses a period or a contest where it would narrow nothing: whoever names one believes that it does. */
function requireFits({ what, from, to, contest }: Input): void {
	const errors = [
		...(from && !BY_TIME[what] ? [{ path: 'from', message: `${what} have no time` }] : []),
		...(to && !BY_TIME[what] ? [{ path: 'to', message: `${what} have no time` }] : []),
		...(contest && !BY_CONTEST[what]
			? [{ path: 'contest', message: `${what} belong to no contest` }]
			: []),
		...(!contest && BY_CONTEST[what] === 'must'
			? [{ path: 'contest', message: `${what} are a contest's: name it` }]
			: []),
		...(from && to && to <= from ? [{ path: 'to', message: 'must be after from' }] : []),
	];
	if (errors.length > 0) throw new Failure('invalid', 'Some fields are not valid.', { errors });
}

async function narrowedOf(ctx: Ctx, { what, from, to, contest }: Input): Promise<Narrowed> {
	const found = contest === undefined ? null : await visibleContest(ctx, contest);
	// An adjustment belongs to its contest by name, whenever it is dated.
	const box = found && what !== 'adjustments' ? found.rules : null;
	const [since, until] = [from ?? box?.startsAt ?? null, to ?? box?.endsAt ?? null];
	return {
		from: box && since && since < box.startsAt ? box.startsAt : since,
		to: box && until && until > box.endsAt ? box.endsAt : until,
		...{ contestId: found?.id ?? null, email: may(ctx.actor, 'people.write') },
	};
}

type Source = (take: (rows: Row[]) => Promise<void>) => Promise<void>;

async function sourceOf(ctx: Ctx, input: Input): Promise<Source> {
	const { what, contest = '' } = input;
	if (what === 'standings' || what === 'results') {
		const rows = await (what === 'standings' ? standingsRows : resultRows)(ctx, contest);
		return (take) => take(rows);
	}
	const query = SELECTS[what](await narrowedOf(ctx, input));
	return (take) => readInBatches(ctx, query, take);
}

const fileName = (ctx: Ctx, what: ExportName, contest: string | undefined, format: string) =>
	`${['laurel', what, ...(contest ? [contest] : []), ctx.now.toISOString().slice(0, 10)].join('-')}.${format}`;

/**
 * Everything of one kind that came in, as a file that is streamed as one moment saw it. Never who clicked; e-mail
 * addresses of `people` only for those who may write people, else the column is empty. That it went out is written down
 * before the first byte leaves. Throws Failure `invalid`, `not_found` (the contest), `conflict` (no result yet) and
 * `too_many`.
 */
export const exportData = guarded(
	'exportData',
	'exports.read',
	inputSchema,
	async (ctx, input): Promise<ExportFile> => {
		requireFits(input);
		const { what, format, contest } = input;
		const source = await sourceOf(ctx, input);
		const free = takePlace();
		try {
			await withTransaction(ctx, (tx) =>
				appendAudit(tx, {
					action: 'data.export',
					details: {
						...{ what, format, contest, from: input.from?.toISOString() },
						...{ to: input.to?.toISOString() },
						...(what === 'people' ? { email: may(ctx.actor, 'people.write') } : {}),
					},
				}),
			);
		} catch (error) {
			free();
			throw error;
		}
		const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
		const writer = writable.getWriter();
		const write = byteWriter(writer);
		const progress = { rows: 0 };
		const columns = EXPORTS[what];
		const pour = async () => {
			await write(headOf(format, columns, input.bom === 'true'));
			await source(async (rows) => {
				await write(linesOf(format, columns, rows));
				progress.rows += rows.length;
			});
			await writer.close();
		};
		pour()
			// A reader who went away has no use for the reason; one who is there sees the file break off.
			.catch((error: unknown) => writer.abort(error).catch(() => undefined))
			.finally(free);
		return {
			...{ name: fileName(ctx, what, contest, format), contentType: TYPES[format] },
			...{ stream: readable, progress },
		};
	},
);
