import { city, moment, number } from '#lib/components/format.ts';
import type { SignalKey, Weight } from '#lib/domain/integrity/keys.ts';
import type { CorrectionView, FlagView } from '#lib/domain/integrity/view.ts';
import { m } from '#lib/paraglide/messages.js';

/** The name of each signal. */
export const SIGNAL_TITLE: Record<SignalKey, () => string> = {
	network_burst: m.integrity_signal_network_burst,
	quick_clicks: m.integrity_signal_quick_clicks,
	few_visitors: m.integrity_signal_few_visitors,
	mutual_clicks: m.integrity_signal_mutual_clicks,
	odd_hours: m.integrity_signal_odd_hours,
	automated: m.integrity_signal_automated,
	reading_jump: m.integrity_signal_reading_jump,
};

/** What else each may be: whoever decides should think of it first. */
export const SIGNAL_ELSE: Record<SignalKey, () => string> = {
	network_burst: m.integrity_else_network_burst,
	quick_clicks: m.integrity_else_quick_clicks,
	few_visitors: m.integrity_else_few_visitors,
	mutual_clicks: m.integrity_else_mutual_clicks,
	odd_hours: m.integrity_else_odd_hours,
	automated: m.integrity_else_automated,
	reading_jump: m.integrity_else_reading_jump,
};

export const WEIGHT: Record<Weight, () => string> = {
	1: m.integrity_weight_1,
	2: m.integrity_weight_2,
	3: m.integrity_weight_3,
};

const METRIC = {
	like: m.integrity_metric_like,
	comment: m.integrity_metric_comment,
	reshare: m.integrity_metric_reshare,
};

/** Every count of some evidence, as people read numbers. */
function counts<T extends Record<string, unknown>>(evidence: T) {
	const read = Object.entries(evidence).map(([name, value]) => [
		name,
		typeof value === 'number' ? number(value) : value,
	]);
	return Object.fromEntries(read) as { [K in keyof T]: T[K] extends number ? string : T[K] };
}

/** What was seen, in a sentence. */
export function evidenceText(flag: FlagView): string {
	const { name } = flag.person;
	switch (flag.signal) {
		case 'network_burst': {
			const { from, to } = flag.evidence;
			const minutes = number(Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 60_000)));
			return m.integrity_seen_network_burst({ ...counts(flag.evidence), minutes });
		}
		case 'quick_clicks':
			return m.integrity_seen_quick_clicks(counts(flag.evidence));
		case 'few_visitors': {
			const { by, sources: count, ...rest } = flag.evidence;
			return by === 'network'
				? m.integrity_seen_few_networks({ ...counts(rest), count })
				: m.integrity_seen_few_visitors({ ...counts(rest), count });
		}
		case 'mutual_clicks': {
			const other = flag.other?.name ?? '';
			return m.integrity_seen_mutual_clicks({ ...counts(flag.evidence), name, other });
		}
		case 'odd_hours': {
			const zone = city(flag.evidence.timeZone);
			return m.integrity_seen_odd_hours({ ...counts(flag.evidence), zone });
		}
		case 'automated': {
			if (flag.evidence.kind === 'sweep')
				return m.integrity_seen_sweep({ ...counts(flag.evidence), name });
			const { clicks, gapSeconds, deviation } = flag.evidence;
			const percent = number(Math.round(deviation * 100));
			return m.integrity_seen_even({ clicks: number(clicks), gap: number(gapSeconds), percent });
		}
		case 'reading_jump': {
			const metric = METRIC[flag.evidence.metric]();
			return m.integrity_seen_reading_jump({ ...counts(flag.evidence), metric });
		}
	}
}

/** What an owner changed, in a line. Times in the contest's zone. */
export function correctionText(correction: CorrectionView, timeZone: string): string {
	if (correction.target === 'adjustment') {
		const count = Math.abs(correction.points);
		return correction.points < 0
			? m.integrity_what_taken({ count })
			: m.integrity_what_given({ count });
	}
	const { what, link, facts: count, from } = correction;
	const when = from ? moment(from, timeZone) : '';
	if (what === 'click') return m.integrity_what_click({ when });
	if (what === 'conversion') return m.integrity_what_conversion({ when });
	if (what === 'link') return m.integrity_what_link({ count, post: link?.post ?? '' });
	return m.integrity_what_person({ count });
}

/** The stretch of time that a void takes, in the contest's zone; empty for one event and for an adjustment. */
export function rangeText(correction: CorrectionView, timeZone: string): string {
	if (correction.target === 'adjustment') return '';
	const { what, from, to } = correction;
	if (what === 'click' || what === 'conversion') return '';
	if (from && to)
		return m.integrity_range({ from: moment(from, timeZone), to: moment(to, timeZone) });
	if (from) return m.integrity_range_from({ from: moment(from, timeZone) });
	return to ? m.integrity_range_to({ to: moment(to, timeZone) }) : '';
}

const PROBLEM: Record<string, () => string> = {
	decided: m.integrity_problem_decided,
	own_case: m.integrity_problem_own_case,
	own_request: m.integrity_problem_own_request,
	own_points: m.integrity_problem_own_points,
	contest_final: m.integrity_problem_final,
	contest_cancelled: m.integrity_problem_final,
	lifted: m.integrity_problem_lifted,
	disputed: m.integrity_problem_disputed,
	not_found: m.integrity_problem_not_found,
};

/** Why something was refused, and what to do about it. */
export const problemText = (problem: string): string =>
	(PROBLEM[problem] ?? m.integrity_problem_invalid)();
