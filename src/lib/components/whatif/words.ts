import { manyOf, oneOf } from '#lib/components/contest/words.ts';
import { number } from '#lib/components/format.ts';
import type { HandField } from '#lib/domain/whatif/hand.ts';
import type { Why } from '#lib/domain/whatif/why.ts';
import { m } from '#lib/paraglide/messages.js';

const MOVED = {
	box: [m.whatif_why_box_less, m.whatif_why_box_more],
	posts: [m.whatif_why_posts_less, m.whatif_why_posts_more],
	post_daily_cap: [m.whatif_why_post_cap_less, m.whatif_why_post_cap_more],
	daily_cap: [m.whatif_why_daily_cap_less, m.whatif_why_daily_cap_more],
} as const;

const EXCLUDED = {
	person: () => m.whatif_why_excluded_person(),
	team: (name: string) => m.whatif_why_excluded_team({ name }),
	group: (name: string) => m.whatif_why_excluded_group({ name }),
} as const;

/** A reason in the reader's language, without its points. */
export function whyText(why: Why): string {
	switch (why.key) {
		case 'excluded':
			return EXCLUDED[why.params.by](why.params.name);
		case 'joins':
			return m.whatif_why_joins();
		case 'metric_dropped':
			return m.whatif_why_metric_dropped({ metrics: manyOf(why.params.metric) });
		case 'metric_added':
			return m.whatif_why_metric_added({ metrics: manyOf(why.params.metric) });
		case 'box':
		case 'posts':
		case 'post_daily_cap':
		case 'daily_cap': {
			const { metric, units } = why.params;
			const count = Math.abs(units);
			const metrics = count === 1 ? oneOf(metric) : manyOf(metric);
			return MOVED[why.key][units > 0 ? 1 : 0]({ units: number(count), metrics });
		}
		case 'points_each': {
			const { metric, from, to } = why.params;
			return m.whatif_why_points_each({
				metric: oneOf(metric),
				from: number(from),
				to: number(to),
			});
		}
		case 'min_clicks':
			return m.whatif_why_min_clicks({
				clicks: number(why.params.clicks),
				needed: number(why.params.needed),
			});
		case 'min_clicks_met':
			return m.whatif_why_min_clicks_met({ clicks: number(why.params.clicks) });
		case 'requires':
			return m.whatif_why_requires();
		case 'requires_met':
			return m.whatif_why_requires_met();
		case 'tie_breaks':
			return m.whatif_why_tie_breaks();
		case 'others':
			return m.whatif_why_others();
	}
}

/** Points with their sign, with a true minus: "+12", "−8"; null where there are none. */
export function signed(points: number): string | null {
	if (points === 0) return null;
	return `${points > 0 ? '+' : '−'}${number(Math.abs(points))}`;
}

/** What a field of the small form wants. */
export function wrongText(field: HandField): string {
	if (field.endsWith('.points')) return m.whatif_wrong_points();
	if (field.endsWith('Cap')) return m.whatif_wrong_cap();
	return field === 'minClicks' ? m.whatif_wrong_clicks() : m.whatif_wrong_names();
}
