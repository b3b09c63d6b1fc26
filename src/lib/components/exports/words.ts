import type { ExportName } from '#lib/domain/exports/columns.ts';
import { m } from '#lib/paraglide/messages.js';

/** What can be taken out, in the reader's words. */
export const WHAT: Record<ExportName, () => string> = {
	clicks: m.exports_what_clicks,
	readings: m.exports_what_readings,
	conversions: m.exports_what_conversions,
	adjustments: m.exports_what_adjustments,
	voids: m.exports_what_voids,
	people: m.exports_what_people,
	links: m.exports_what_links,
	posts: m.exports_what_posts,
	standings: m.exports_what_standings,
	results: m.exports_what_results,
};

/** What went wrong, by the word in the page's address. */
export function problemText(problem: string): string {
	switch (problem) {
		case 'contest':
			return m.exports_problem_contest();
		case 'period':
			return m.exports_problem_period();
		case 'busy':
			return m.exports_problem_busy();
		case 'result':
			return m.exports_problem_result();
		default:
			return m.exports_problem_other();
	}
}
