import { dayOf } from '#lib/domain/contest/days.ts';
import { METRICS, type Metric, type Rules } from '#lib/domain/contest/rules.ts';
import type { NotCounted, Receipt, ReceiptsPage } from '#lib/domain/receipts/view.ts';
import { compareCodePoints } from '#lib/domain/scoring/fact-order.ts';
import { increments } from '#lib/domain/scoring/readings.ts';
import { scoreDay } from '#lib/domain/scoring/score-day.ts';
import { inBox, takesLink, type Unit } from '#lib/domain/scoring/units.ts';
import type { factsOfPerson, SingleFact } from './receipt-facts.ts';

type Facts = Awaited<ReturnType<typeof factsOfPerson>>;
type Fact = Facts['click'][number] | Facts['readings'][number];
/** A fact on its way to a receipt: its units, and why it can't count, if that is known before the caps. */
type Claim = { fact: Fact; units: number; reason: NotCounted | null; note: string | null };

function claimsOfSingles(facts: readonly SingleFact[], rules: Rules): Claim[] {
	return facts.map((fact) => {
		const claim = (reason: NotCounted | null, note: string | null = null): Claim => ({
			fact,
			units: 1,
			reason,
			note,
		});
		if (fact.verdict !== 'valid') return claim(fact.verdict as NotCounted);
		if (!inBox(fact.at, rules)) return claim('outside_contest');
		if (!takesLink(fact.sharedAt, rules)) return claim('not_shared_in_contest');
		if (fact.voided !== null) return claim('void', fact.voided);
		return claim(null);
	});
}

function claimsOfReadings(facts: Facts['readings'], metric: Metric, rules: Rules): Claim[] {
	const perLink = Map.groupBy(
		facts.filter((fact) => fact.metric === metric),
		(fact) => fact.link,
	);
	return [...perLink.values()].flatMap((readings) => {
		const [{ sharedAt }] = readings as [Facts['readings'][number]];
		const byId = new Map(readings.map((fact) => [fact.id, fact]));
		return increments(readings, { ...rules, sharedAt }).map(({ id, units }): Claim => {
			const taken = takesLink(sharedAt, rules);
			const reason = taken ? (units === 0 ? 'no_increase' : null) : 'not_shared_in_contest';
			return { fact: byId.get(id)!, units, reason, note: null };
		});
	});
}

/** What a conversion was, and what it was worth. */
function conversionOf(fact: Fact): Receipt['conversion'] {
	if (!('kind' in fact) || fact.kind === null) return null;
	const { kind, value, currency } = fact;
	return { kind, worth: value === null || currency === null ? null : { value, currency } };
}

/** Receipts of one metric: claims that nothing stands against meet the caps of their day. */
function settle(claims: readonly Claim[], metric: Metric, rules: Rules): Receipt[] {
	const rule = rules.metrics[metric]!;
	const day = (claim: Claim) => dayOf(claim.fact.at, rules.timeZone);
	const counted = new Map<string, number>();
	const cut = new Map<string, NotCounted>();
	const open = claims.filter((claim) => claim.reason === null);
	for (const ofDay of Map.groupBy(open, day).values()) {
		const units = ofDay.map(({ fact: { id, at, post, link }, units: count }): Unit => ({
			id,
			at,
			post,
			link,
			units: count,
		}));
		const score = scoreDay(units, rule, null);
		for (const [id, count] of score.counted) counted.set(id, count);
		for (const [id, reason] of score.reasons) cut.set(id, reason);
	}
	return claims.map((claim) => {
		const { fact, units, note } = claim;
		const count = claim.reason === null ? (counted.get(fact.id) ?? 0) : 0;
		return {
			id: fact.id,
			at: fact.at.toISOString(),
			day: day(claim),
			metric,
			units,
			counted: count,
			points: count * rule.points,
			reason: claim.reason ?? cut.get(fact.id) ?? null,
			note,
			link: {
				...{ slug: fact.slug, network: fact.network },
				...{ post: fact.title, address: fact.address },
			},
			conversion: conversionOf(fact),
		};
	});
}

/** Newest first; facts of one instant in falling order of their ids. */
function newestFirst(a: { at: string; id: string }, b: { at: string; id: string }): number {
	return b.at < a.at ? -1 : b.at > a.at ? 1 : compareCodePoints(b.id, a.id);
}

/**
 * Every fact of a person as a receipt, newest first, by the functions that make the board. Who does not compete gets
 * nothing for any of them.
 */
export function receiptsOf(facts: Facts, rules: Rules, competing: boolean): Receipt[] {
	const receipts: Receipt[] = [];
	for (const metric of METRICS) {
		if (!rules.metrics[metric]) continue;
		const claims =
			metric === 'click' || metric === 'conversion'
				? claimsOfSingles(facts[metric], rules)
				: claimsOfReadings(facts.readings, metric, rules);
		const refused = claims.map((claim): Claim =>
			competing || claim.reason ? claim : { ...claim, reason: 'not_competing' },
		);
		receipts.push(...settle(refused, metric, rules));
	}
	for (const { id, at, points, reason } of facts.adjustments) {
		receipts.push({
			id,
			at: at.toISOString(),
			day: dayOf(at, rules.timeZone),
			metric: 'adjustment',
			units: 1,
			counted: competing ? 1 : 0,
			points: competing ? points : 0,
			reason: competing ? null : 'not_competing',
			note: reason,
			link: null,
			conversion: null,
		});
	}
	return receipts.sort(newestFirst);
}

/** Sums over all receipts; they equal the person's row on the board. */
export function totalsOf(receipts: readonly Receipt[], rules: Rules): ReceiptsPage['totals'] {
	const sum = (list: readonly Receipt[], what: (receipt: Receipt) => number) =>
		list.reduce((total, receipt) => total + what(receipt), 0);
	const notCounted = new Map<NotCounted, number>();
	for (const { reason, units, counted } of receipts) {
		if (reason && units > counted) {
			notCounted.set(reason, (notCounted.get(reason) ?? 0) + units - counted);
		}
	}
	return {
		points: sum(receipts, (receipt) => receipt.points),
		adjustments: sum(
			receipts.filter((receipt) => receipt.metric === 'adjustment'),
			(receipt) => receipt.points,
		),
		perMetric: METRICS.filter((metric) => rules.metrics[metric]).map((metric) => {
			const ofMetric = receipts.filter((receipt) => receipt.metric === metric);
			return {
				metric,
				counted: sum(ofMetric, (receipt) => receipt.counted),
				points: sum(ofMetric, (receipt) => receipt.points),
				each: rules.metrics[metric]!.points,
			};
		}),
		notCounted: [...notCounted].map(([reason, units]) => ({ reason, units })),
	};
}

export const RECEIPT_FILTERS = ['all', 'counted', 'not-counted', ...METRICS, 'adjustment'] as const;
export type ReceiptFilter = (typeof RECEIPT_FILTERS)[number];

/** Whether a receipt passes a filter: a reading that a cap cut in part is both counted and not. */
export function passes(receipt: Receipt, filter: ReceiptFilter): boolean {
	if (filter === 'all') return true;
	if (filter === 'counted') return receipt.counted > 0;
	if (filter === 'not-counted') return receipt.reason !== null;
	return receipt.metric === filter;
}

/** A page of receipts after `cursor`, which names the last one shown by instant and id. */
export function pageOf(
	receipts: readonly Receipt[],
	options: { filter: ReceiptFilter; limit: number; cursor: { at: string; id: string } | null },
): { receipts: Receipt[]; next: { at: string; id: string } | null } {
	const { filter, limit, cursor } = options;
	const rest = receipts.filter(
		(receipt) => passes(receipt, filter) && (!cursor || newestFirst(cursor, receipt) < 0),
	);
	const page = rest.slice(0, limit);
	const last = page.at(-1);
	return {
		receipts: page,
		next: rest.length > limit && last ? { at: last.at, id: last.id } : null,
	};
}
