import type { Moment, Refusal } from '#lib/domain/contest/life.ts';
import { m } from '#lib/paraglide/messages.js';

const REFUSALS: Record<Refusal, () => string> = {
	draft: m.desk_refusal_draft,
	not_started: m.desk_refusal_not_started,
	not_frozen: m.desk_refusal_not_frozen,
	frozen: m.desk_refusal_frozen,
	ended: m.desk_refusal_ended,
	not_ended: m.desk_refusal_not_ended,
	settling: m.desk_refusal_settling,
	final: m.desk_refusal_final,
	cancelled: m.desk_refusal_cancelled,
	published: m.desk_refusal_published,
};

/** Why a deed is not possible, as the end of a sentence. */
export const refusalText = (why: Refusal): string => REFUSALS[why]();

/** Why a deed was refused just now, from a Failure's reason or code. */
export function refusedText(problem: string): string {
	if (problem === 'contest_changed') return m.desk_changed_meanwhile();
	return Object.hasOwn(REFUSALS, problem)
		? m.desk_refused({ why: refusalText(problem as Refusal) })
		: m.desk_refused_other();
}

const COMING: Record<Moment, (input: { when: string }) => string> = {
	started: m.desk_coming_started,
	frozen: m.desk_coming_frozen,
	ended: m.desk_coming_ended,
	settled: m.desk_coming_settled,
};

/** What the clock brings next, with when. */
export const comingText = (moment: Moment, when: string): string => COMING[moment]({ when });

const PAST: Record<Moment, () => string> = {
	started: m.desk_past_started,
	frozen: m.desk_past_frozen,
	ended: m.desk_past_ended,
	settled: m.desk_past_settled,
};

/** What the clock brought. */
export const pastText = (moment: Moment): string => PAST[moment]();
