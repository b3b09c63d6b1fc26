import type { FieldError } from '#lib/domain/failure.ts';
import type { Reported, ReportState } from '#lib/domain/readings/report.ts';
import { saying } from '#lib/components/saying.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a report counts, by its column. */
export const TOTALS: Record<Reported, () => string> = {
	likes: m.reports_likes,
	comments: m.reports_comments,
	reshares: m.reports_reshares,
	impressions: m.reports_impressions,
	reach: m.reports_reach,
};

/** How a report stands. */
export const STATE: Record<ReportState, () => string> = {
	open: m.reports_state_open,
	approved: m.reports_state_approved,
	declined: m.reports_state_declined,
	withdrawn: m.reports_state_withdrawn,
};

const DONE: Record<string, () => string> = {
	sent: m.reports_done_sent,
	withdrawn: m.reports_done_withdrawn,
	approve: m.reports_done_approve,
	decline: m.reports_done_decline,
};

/** What was done, by the word in the address; null for a word that nobody knows. */
export const doneText = (done: string | null): string | null => saying(DONE, done);

type Refused = { problem: string; errors: FieldError[] };

const PROBLEM: Record<string, () => string> = {
	waiting: m.reports_problem_waiting,
	too_many: m.reports_problem_many,
	decided: m.reports_problem_decided,
	own_report: m.reports_problem_own,
	contest_final: m.reports_problem_final,
	not_taken: m.reports_problem_not_taken,
	link: m.reports_problem_link,
	in_future: m.reports_problem_at,
	too_old: m.reports_problem_old,
	picture_type: m.reports_problem_picture,
	picture_broken: m.reports_problem_picture,
	picture_pixels: m.reports_problem_picture_large,
	picture_too_large: m.reports_problem_picture_large,
	too_large: m.reports_problem_picture_large,
};

/** Why something was refused, and what to do about it. */
export const problemText = ({ problem }: Refused): string =>
	(PROBLEM[problem] ?? m.reports_problem_fields)();

/** What is wrong at one field of a form; undefined where nothing is. */
export function fieldProblem({ problem, errors }: Refused, path: string): string | undefined {
	if (!errors.some((error) => error.path === path)) return undefined;
	if (path === 'totals') return m.reports_problem_totals();
	if (path === 'reason') return m.reports_problem_reason();
	if (Object.hasOwn(TOTALS, path)) return m.reports_problem_total();
	return (
		PROBLEM[problem]?.() ?? (path === 'at' ? m.reports_problem_at() : m.reports_problem_fields())
	);
}
