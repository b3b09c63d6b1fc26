import { REQUIREMENTS, type Requirement } from '../contest/requirements.ts';
import { METRICS, type Metric, type RulesInput } from '../contest/rules.ts';

const FIGURES = ['points', 'dailyCap', 'postDailyCap'] as const;
/** A field of the small form: a metric's figure, or one of the others. */
export type HandField =
	| `${Metric}.${(typeof FIGURES)[number]}`
	| `requires.${Requirement}`
	| 'minClicks'
	| 'posts'
	| 'teams'
	| 'groups';

/** What stands in the small form, as text; lists by commas, `yes` or `no` for what a place asks for. A metric without points is not counted. */
export type Hand = Record<HandField, string>;

/** Every field, in the order of the form. */
export const HAND_FIELDS: readonly HandField[] = [
	...METRICS.flatMap((metric) => FIGURES.map((figure) => `${metric}.${figure}` as const)),
	...REQUIREMENTS.map((one) => `requires.${one}` as const),
	...(['minClicks', 'posts', 'groups', 'teams'] as const),
];

const shown = (value: number | undefined) => (value === undefined ? '' : String(value));

/** The fields that rules fill in. */
export function handOf(rules: RulesInput): Hand {
	const figures = METRICS.flatMap((metric) =>
		FIGURES.map((figure) => [`${metric}.${figure}`, shown(rules.metrics[metric]?.[figure])]),
	);
	const asked = REQUIREMENTS.map((one) => [
		`requires.${one}`,
		rules.requires?.includes(one) ? 'yes' : 'no',
	]);
	return {
		...(Object.fromEntries([...figures, ...asked]) as Hand),
		minClicks: shown(rules.minClicks ?? 0),
		posts: rules.posts ?? 'any',
		teams: (rules.exclude?.teams ?? []).join(', '),
		groups: (rules.exclude?.groups ?? []).join(', '),
	};
}

/** A whole number, nothing for an empty field, and NaN, which the schema refuses, for anything else. */
function whole(text: string): number | undefined {
	const typed = text.trim();
	if (typed === '') return undefined;
	return /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
}

const listed = (text: string) => [
	...new Set(
		text
			.split(',')
			.map((name) => name.trim())
			.filter(Boolean),
	),
];

/** Rules with the fields of the form in place of their own; the schema judges them. The rest stays. */
export function rulesByHand(base: RulesInput, hand: Hand): RulesInput {
	const metrics: RulesInput['metrics'] = {};
	for (const metric of METRICS) {
		const [points, dailyCap, postDailyCap] = FIGURES.map((figure) =>
			whole(hand[`${metric}.${figure}`]),
		);
		if (points === undefined && dailyCap === undefined && postDailyCap === undefined) continue;
		metrics[metric] = {
			// A cap alone caps nothing: the schema asks for the points.
			points: points ?? Number.NaN,
			...(dailyCap === undefined ? {} : { dailyCap }),
			...(postDailyCap === undefined ? {} : { postDailyCap }),
		};
	}
	const { requires: _, ...others } = base;
	const requires = REQUIREMENTS.filter((one) => hand[`requires.${one}`] === 'yes');
	return {
		...others,
		...(requires.length > 0 ? { requires } : {}),
		metrics,
		minClicks: whole(hand.minClicks) ?? 0,
		posts: hand.posts === 'shared-in-contest' ? 'shared-in-contest' : 'any',
		exclude: { ...base.exclude, teams: listed(hand.teams), groups: listed(hand.groups) },
	};
}

/** The field of a path that the schema complains of, such as rules.metrics.click.points; undefined where it has none. */
export function handFieldOf(path: string): HandField | undefined {
	const [, key, ...rest] = path.split('.');
	if (key === 'metrics') return rest.join('.') as HandField;
	if (key === 'exclude') return rest[0] as HandField;
	return key === 'minClicks' || key === 'posts' ? key : undefined;
}
