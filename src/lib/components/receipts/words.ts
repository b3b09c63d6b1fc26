import { manyOf } from '#lib/components/contest/words.ts';
import { money, number } from '#lib/components/format.ts';
import type { RulesInput } from '#lib/domain/contest/rules.ts';
import type { NotCounted, Receipt } from '#lib/domain/receipts/view.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the sentences need to know of the contest and the program. */
export type Setting = { metrics: RulesInput['metrics']; dedupeHours: number };

/** What a fact was, up to the name of its story: "A click on", "3 likes on". */
export function factText({ metric, units, conversion }: Receipt): string {
	if (units === 0 && metric !== 'adjustment') {
		return m.receipts_unit_reading({ metrics: manyOf(metric) });
	}
	switch (metric) {
		case 'click':
			return m.receipts_unit_click();
		case 'conversion':
			return conversionText(conversion);
		case 'adjustment':
			return m.receipts_unit_adjustment();
		case 'like':
			return m.receipts_unit_like({ count: units });
		case 'comment':
			return m.receipts_unit_comment({ count: units });
		case 'reshare':
			return m.receipts_unit_reshare({ count: units });
	}
}

/** "Sale, €49.50, from": kind and worth as far as they are known. */
function conversionText(conversion: Receipt['conversion']): string {
	if (!conversion) return m.receipts_unit_conversion();
	const { worth } = conversion;
	// A kind without a name of its own is what the sender called it, such as "lead"; it begins the line.
	const kind = conversion.kind.charAt(0).toUpperCase() + conversion.kind.slice(1);
	if (!worth) return m.receipts_unit_conversion_kind({ kind });
	return m.receipts_unit_conversion_worth({ kind, worth: money(worth.value, worth.currency) });
}

const REASONS = {
	bot: m.receipts_reason_bot,
	prefetch: m.receipts_reason_prefetch,
	self: m.receipts_reason_self,
	internal: m.receipts_reason_internal,
	no_increase: m.receipts_reason_no_increase,
	not_shared_in_contest: m.receipts_reason_not_shared_in_contest,
	outside_contest: m.receipts_reason_outside_contest,
	not_competing: m.receipts_reason_not_competing,
} satisfies Partial<Record<NotCounted, () => string>>;

/** Why a fact, or a part of it, brought nothing, as a sentence; null when all of it counted. */
export function reasonText(receipt: Receipt, { metrics, dedupeHours }: Setting): string | null {
	const { reason, metric, note, units, counted } = receipt;
	if (reason === null) return null;
	if (reason === 'duplicate') return m.receipts_reason_duplicate({ hours: dedupeHours });
	if (reason === 'void') {
		return note ? m.receipts_reason_void_note({ note }) : m.receipts_reason_void();
	}
	if (reason !== 'daily_cap' && reason !== 'post_daily_cap') return REASONS[reason]();
	if (metric === 'adjustment') return null;
	const rule = metrics[metric];
	const text =
		reason === 'daily_cap'
			? m.receipts_reason_daily_cap({
					cap: number(rule?.dailyCap ?? 0),
					metrics: manyOf(metric),
				})
			: m.receipts_reason_post_daily_cap({
					cap: number(rule?.postDailyCap ?? 0),
					metrics: manyOf(metric),
				});
	if (counted === 0) return text;
	return `${m.receipts_partly({ counted: number(counted), units: number(units) })} ${text}`;
}

/** What a reason stands for in the sums: "by robots, link previews and scanners". */
export const SUMS = {
	bot: m.receipts_sum_bot,
	prefetch: m.receipts_sum_prefetch,
	self: m.receipts_sum_self,
	internal: m.receipts_sum_internal,
	duplicate: m.receipts_sum_duplicate,
	void: m.receipts_sum_void,
	daily_cap: m.receipts_sum_daily_cap,
	post_daily_cap: m.receipts_sum_post_daily_cap,
	no_increase: m.receipts_sum_no_increase,
	not_shared_in_contest: m.receipts_sum_not_shared_in_contest,
	outside_contest: m.receipts_sum_outside_contest,
	not_competing: m.receipts_sum_not_competing,
} satisfies Record<NotCounted, () => string>;
