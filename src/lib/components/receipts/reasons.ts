import type { NotCounted, Receipt } from '#lib/domain/receipts/view.ts';
import { m } from '#lib/paraglide/messages.js';

const SENTENCES: Record<NotCounted, () => string> = {
	bot: m.receipts_reason_bot,
	prefetch: m.receipts_reason_prefetch,
	self: m.receipts_reason_self,
	internal: m.receipts_reason_internal,
	duplicate: m.receipts_reason_duplicate,
	void: m.receipts_reason_void,
	daily_cap: m.receipts_reason_daily_cap,
	post_daily_cap: m.receipts_reason_post_daily_cap,
	no_increase: m.receipts_reason_no_increase,
	not_shared_in_contest: m.receipts_reason_not_shared_in_contest,
	outside_contest: m.receipts_reason_outside_contest,
	not_competing: m.receipts_reason_not_competing,
};
const SHORT: Record<NotCounted, () => string> = {
	bot: m.receipts_short_bot,
	prefetch: m.receipts_short_prefetch,
	self: m.receipts_short_self,
	internal: m.receipts_short_internal,
	duplicate: m.receipts_short_duplicate,
	void: m.receipts_short_void,
	daily_cap: m.receipts_short_daily_cap,
	post_daily_cap: m.receipts_short_post_daily_cap,
	no_increase: m.receipts_short_no_increase,
	not_shared_in_contest: m.receipts_short_not_shared_in_contest,
	outside_contest: m.receipts_short_outside_contest,
	not_competing: m.receipts_short_not_competing,
};
const KINDS: Record<Receipt['metric'], () => string> = {
	click: m.receipts_clicked,
	like: m.receipts_like,
	comment: m.receipts_comment,
	reshare: m.receipts_reshare,
	conversion: m.receipts_conversion,
	adjustment: m.receipts_adjustment,
};

/** Why a fact brought nothing or less, as a sentence. */
export const reasonText = (reason: NotCounted): string => SENTENCES[reason]();
/** The same as a heading over a number. */
export const reasonShort = (reason: NotCounted): string => SHORT[reason]();
/** What kind of fact it is. */
export const kindText = (metric: Receipt['metric']): string => KINDS[metric]();
