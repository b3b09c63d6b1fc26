import { sql } from 'drizzle-orm';
import type { CompanyFigures, HourClicks } from '#lib/domain/learn/figures.ts';
import { CLICK_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import type { Ctx } from '../context.ts';
import { readProgram } from '../programs/queries.ts';
import { MadeOnce } from '../made-once.ts';

/** Long enough for every weekday to come a dozen times, short enough to be about now. */
export const FIGURE_DAYS = 90;
const DAY_MS = 86_400_000;
/** What ninety days say does not change by the minute, and counting a million clicks takes some 400 ms. */
const FRESH_MS = 600_000;

const counted = new MadeOnce<CompanyFigures>(FRESH_MS);

async function count(ctx: Ctx): Promise<CompanyFigures> {
	const { timeZone } = await readProgram(ctx);
	const since = instantOf(new Date(ctx.now.getTime() - FIGURE_DAYS * DAY_MS));
	// Clicks that a frozen board hides are told nowhere.
	const valid = sql`f.verdict = 'valid' and f.at < ${instantOf(ctx.now)} and ${CLICK_NOT_VOIDED} and ${await notHidden(ctx)}`;
	const hours = await ctx.db.execute<HourClicks>(sql`
		select extract(isodow from f.at at time zone ${timeZone})::int - 1 as weekday,
			extract(hour from f.at at time zone ${timeZone})::int as hour, count(*)::int as clicks
		from clicks f where f.at >= ${since} and ${valid} group by 1, 2`);
	const networks = await ctx.db.execute<{ network: string; links: number; clicks: number }>(sql`
		with brought as (
			select f.link_id, count(*) as clicks from clicks f where f.at >= ${since} and ${valid} group by 1
		)
		select l.network, count(*)::int as links, coalesce(sum(b.clicks), 0)::int as clicks
		from links l left join brought b on b.link_id = l.id
		where l.shared_at >= ${since} and l.shared_at < ${instantOf(ctx.now)} group by 1`);
	return {
		days: FIGURE_DAYS,
		hours: hours.map(({ weekday, hour, clicks }) => ({ weekday, hour, clicks })),
		networks: networks.map(({ network, links, clicks }) => ({ network, links, clicks })),
	};
}

/** What the clicks and links of the last 90 days say, in the program's zone; at most ten minutes old. */
export const companyFigures = (ctx: Ctx): Promise<CompanyFigures> =>
	counted.get(ctx, '', () => count(ctx));
