import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { prizesDifference, rulesDifference } from '#lib/domain/contest/difference.ts';
import type { ClosingRow, VersionView } from '#lib/domain/contest/life.ts';
import { prizeSchema, type Prize } from '#lib/domain/contest/new-contest.ts';
import { alikeByShownName } from '#lib/domain/people/alike.ts';
import { Failure } from '#lib/domain/failure.ts';
import { visibleContest } from '../boards/contest.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, type Ctx } from '../context.ts';
import { shownOn } from '../people/shown.ts';
import { readProgram } from '../programs/queries.ts';
import { currentPrizes } from './prize-rows.ts';
import { storedRules } from './view.ts';

/** A table of 100,000 rows is not sent along with a page: readClosingTable gives the rest. */
const ROWS_SHOWN = 200;

type Row = {
	version: number;
	at: number;
	by: string | null;
	reason: string | null;
	rules: unknown;
	prizes: unknown;
	closingTable: ClosingRow[] | null;
	closingTotal: number;
};

const prizeList = z.array(prizeSchema);

/** Rows of a table that was closed by name, with people as boards show them now. */
async function rowsShown(ctx: Ctx, rows: ClosingRow[] | null): Promise<ClosingRow[] | null> {
	return rows && alikeByShownName(await shownOn(ctx, ['boards'], rows));
}

/** Every version of a contest's rules, newest first, each with what it changed. Throws Failure `not_found`. */
export const readVersions = guarded(
	'readVersions',
	'contests.read',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (ctx, { contest: slug }): Promise<VersionView[]> => {
		const contest = await visibleContest(ctx, slug);
		const { dedupeHours } = await readProgram(ctx);
		const rows = (await ctx.db.execute(sql`
			select r.version, ${ms(sql`r.created_at`)} as at, p.name as by, r.reason, r.rules, r.prizes,
				jsonb_path_query_array(r.closing_table, ${`$[0 to ${ROWS_SHOWN - 1}]`}::jsonpath) as "closingTable",
				coalesce(jsonb_array_length(r.closing_table), 0) as "closingTotal"
			from contest_rules r left join people p on p.id = r.created_by
			where r.contest_id = ${contest.id} and r.version <= ${contest.rulesVersion}
			order by r.version`)) as unknown as Row[];
		const now = await currentPrizes(ctx, contest.id);
		const views: VersionView[] = [];
		let before: { rules: ReturnType<typeof storedRules>; prizes: Prize[] | null } | null = null;
		for (const row of rows) {
			const rules = storedRules(slug, row.version, row.rules);
			const kept = row.prizes === null ? null : prizeList.parse(row.prizes);
			const prizes = row.version === contest.rulesVersion ? now : kept;
			views.unshift({
				version: row.version,
				at: new Date(row.at).toISOString(),
				by: row.by,
				reason: row.reason,
				rules: row.rules as VersionView['rules'],
				prizes,
				difference: before ? rulesDifference(before.rules, rules, dedupeHours) : [],
				prizeDifference: before?.prizes && prizes ? prizesDifference(before.prizes, prizes) : [],
				closingTable: row.closingTable,
				closingTotal: row.closingTotal,
			});
			before = { rules, prizes };
		}
		const tables = await Promise.all(views.map(({ closingTable }) => rowsShown(ctx, closingTable)));
		return views.map((view, i) => ({ ...view, closingTable: tables[i]! }));
	},
);

/**
 * The public table that a version of the rules closed with, from row `offset` (0 is the first) on. Throws Failure
 * `not_found`, also for the version that holds now: its table is the board.
 */
export const readClosingTable = guarded(
	'readClosingTable',
	'contests.read',
	z.strictObject({
		contest: z.string().min(1).max(100),
		version: z.int().min(1),
		offset: z.int().min(0).max(1_000_000).default(0),
		limit: z.int().min(1).max(ROWS_SHOWN).default(ROWS_SHOWN),
	}),
	async (
		ctx,
		{ contest: slug, version, offset, limit },
	): Promise<{ rows: ClosingRow[]; total: number }> => {
		const contest = await visibleContest(ctx, slug);
		const [row] = (await ctx.db.execute(sql`
			select jsonb_path_query_array(closing_table, ${`$[${offset} to ${offset + limit - 1}]`}::jsonpath) as rows,
				jsonb_array_length(closing_table) as total
			from contest_rules
			where contest_id = ${contest.id} and version = ${version} and closing_table is not null
		`)) as unknown as { rows: ClosingRow[]; total: number }[];
		if (!row) throw new Failure('not_found', 'There is no such table.');
		return { ...row, rows: (await rowsShown(ctx, row.rows))! };
	},
);
