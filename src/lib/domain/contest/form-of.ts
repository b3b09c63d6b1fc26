import { blankPrize, formSchema, type ContestForm, type PrizeRow } from './form.ts';
import { localOf } from './local-time.ts';
import { METRICS, rulesSchema, type Rules } from './rules.ts';
import type { ContestView, PrizeView } from './view.ts';

const text = (value: string | number | null | undefined) => (value == null ? '' : String(value));

/** A contest as the form holds it: formToContest gives the same contest again. Throws when its rules no longer parse. */
export function contestToForm(view: {
	name: string;
	rules: ContestView['rules'];
	prizes: readonly PrizeView[];
}): ContestForm {
	const rules = rulesSchema.parse(view.rules);
	const at = (instant: Date) => localOf(instant, rules.timeZone);
	return formSchema.parse({
		name: view.name,
		startsAt: at(rules.startsAt),
		endsAt: at(rules.endsAt),
		timeZone: rules.timeZone,
		exclude: rules.exclude,
		metrics: metricsOf(rules),
		posts: rules.posts,
		minClicks: rules.minClicks === 0 ? '' : text(rules.minClicks),
		requires: rules.requires,
		tieBreaks: rules.tieBreaks,
		teams:
			typeof rules.teams === 'object'
				? { mode: 'top', k: text(rules.teams.k) }
				: { mode: rules.teams, k: '' },
		brackets:
			typeof rules.brackets === 'object'
				? { mode: 'own', own: rules.brackets }
				: { mode: rules.brackets, own: [] },
		mostImproved: rules.mostImproved,
		freezeAt: rules.freezeAt ? at(rules.freezeAt) : '',
		settleHours: text(rules.settleHours),
		prizes: view.prizes.map(prizeRowOf),
	});
}

function metricsOf({ metrics }: Rules) {
	return Object.fromEntries(
		METRICS.map((metric) => {
			const rule = metrics[metric];
			const row = rule && {
				points: text(rule.points),
				dailyCap: text(rule.dailyCap),
				postDailyCap: text(rule.postDailyCap),
			};
			return [metric, { counts: rule !== undefined, ...row }];
		}),
	);
}

function prizeRowOf(prize: PrizeView): PrizeRow {
	return {
		...blankPrize(),
		kind: prize.kind,
		name: prize.name,
		value: text(prize.value),
		currency: text(prize.currency),
		ranking: prize.ranking,
		bracket: text(prize.bracket),
		description: text(prize.description),
		stock: text(prize.stock),
		picture: text(prize.picture),
		fromPlace: text(prize.fromPlace),
		// "First" is easier to read than "from first to first".
		toPlace: prize.toPlace === prize.fromPlace ? '' : text(prize.toPlace),
		minPoints: text(prize.minPoints),
		winners: text(prize.winners),
		excludePlaceWinners: prize.excludePlaceWinners,
	};
}
