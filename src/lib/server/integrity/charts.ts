import type { SignalKey } from '#lib/domain/integrity/keys.ts';
import { signalOf } from '#lib/domain/integrity/signals/registry.ts';
import type { FlagChart } from '#lib/domain/integrity/view.ts';
import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { barsOfRanges, countInRanges, type ClickRange } from './in-ranges.ts';
import { notUndone } from '../imports/undone.ts';

/** A stored flag, as far as its chart and its void need. */
export type FlagFacts = {
	id: string;
	signal: SignalKey;
	personId: string;
	linkId: string | null;
	evidence: Record<string, unknown>;
};

const BARS = 24;
/** A range of seconds is shown with some minutes around it, so that one sees what is usual. */
const LEAST_MS = 10 * 60_000;
const TOTALS = 16;

/** The stretch that a void of each flag would take; flags about readings have none. */
function rangesOf(flags: readonly FlagFacts[]): ClickRange[] {
	return flags.flatMap(({ id, signal, personId, linkId, evidence }) => {
		const taken = signalOf(signal).range(evidence);
		if (!taken) return [];
		return [
			{ id, personId, linkId: taken.of === 'link' ? linkId : null, from: taken.from, to: taken.to },
		];
	});
}

/** As much again before and after it. */
function around(range: ClickRange): ClickRange {
	const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
	const margin = Math.max(to - from, LEAST_MS);
	return {
		...range,
		from: new Date(from - margin).toISOString(),
		to: new Date(to + margin).toISOString(),
	};
}

function litOf(range: ClickRange, whole: ClickRange): [number, number] {
	const start = Date.parse(whole.from);
	const each = (Date.parse(whole.to) - start) / BARS;
	const first = Math.floor((Date.parse(range.from) - start) / each);
	// `to` is half open, a millisecond after the last click.
	const last = Math.ceil((Date.parse(range.to) - start) / each);
	return [first, Math.max(first + 1, Math.min(BARS, last))];
}

type TotalRow = { id: string; at: number; total: number };

/** The running totals of the metric that jumped, up to its jump and the few readings after it. */
async function totalsOf(
	ctx: Pick<Ctx, 'db'>,
	flags: readonly FlagFacts[],
): Promise<Map<string, FlagChart>> {
	const asked = flags
		.filter(({ signal }) => signal === 'reading_jump')
		.map(({ id, linkId, evidence }) => ({ id, linkId, metric: evidence.metric, to: evidence.to }));
	const charts = new Map<string, FlagChart>();
	if (asked.length === 0) return charts;
	const rows = (await ctx.db.execute(sql`
		select a.id, (extract(epoch from r.at) * 1000)::float8 as at, r.total
		from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb)
			as a(id text, "linkId" uuid, metric text, "to" timestamptz)
		cross join lateral (
			select at, total from readings r
			where ${notUndone('r')} and r.link_id = a."linkId" and r.metric = a.metric and r.at < a."to" + interval '2 days'
			order by at desc limit ${TOTALS}
		) r
		order by a.id, r.at
	`)) as unknown as TotalRow[];
	for (const { id, to } of asked) {
		const own = rows.filter((row) => row.id === id);
		const jump = own.findLastIndex(({ at }) => at < Date.parse(String(to)));
		if (jump < 0) continue;
		charts.set(id, {
			kind: 'totals',
			bars: own.map(({ total }) => total),
			lit: [jump, jump + 1],
			from: new Date(own[0]!.at).toISOString(),
			to: new Date(own.at(-1)!.at).toISOString(),
		});
	}
	return charts;
}

/** Of each flag its chart, and how many counted clicks a void of it would take out now (null for readings). */
export async function pictureFlags(
	ctx: Pick<Ctx, 'db'>,
	flags: readonly FlagFacts[],
): Promise<Map<string, { chart: FlagChart | null; wouldVoid: number | null }>> {
	const ranges = rangesOf(flags);
	const wholes = ranges.map(around);
	const counts = await countInRanges(ctx, ranges);
	const bars = await barsOfRanges(ctx, wholes, BARS);
	const totals = await totalsOf(ctx, flags);
	const pictures = new Map<string, { chart: FlagChart | null; wouldVoid: number | null }>();
	for (const { id } of flags)
		pictures.set(id, { chart: totals.get(id) ?? null, wouldVoid: counts.get(id) ?? null });
	for (const [index, range] of ranges.entries()) {
		const whole = wholes[index]!;
		pictures.get(range.id)!.chart = {
			...{ kind: 'clicks', bars: bars.get(range.id) ?? [], lit: litOf(range, whole) },
			...{ from: whole.from, to: whole.to },
		};
	}
	return pictures;
}
