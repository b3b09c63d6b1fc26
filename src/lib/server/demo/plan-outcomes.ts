import { DAY } from './pace.ts';
import type { PlannedClick, PlannedLink } from './plan.ts';
import type { Random } from './random.ts';

export type PlannedReading = {
	id: string;
	link: PlannedLink;
	at: Date;
	metric: string;
	total: number;
};

export type PlannedConversion = {
	id: string;
	click: PlannedClick;
	at: Date;
	kind: string;
	value: string | null;
	currency: string | null;
};

/** When the networks were asked, in days after the share; then they are no longer asked. */
const ASKED_AFTER_DAYS = [0.2, 1, 2, 3, 5, 8, 13, 21];
/** How fast reactions come in: 63 % within this many days. */
const REACTION_DAYS = 1.4;
/** Per visitor: 25 likes, 4 comments, 3 reshares for a hundred clicks; impressions only some networks tell. */
const PER_CLICK = [
	{ metric: 'like', rate: 0.25, everywhere: true },
	{ metric: 'comment', rate: 0.04, everywhere: true },
	{ metric: 'reshare', rate: 0.03, everywhere: true },
	{ metric: 'impression', rate: 31, everywhere: false },
	{ metric: 'reach', rate: 22, everywhere: false },
];

/** What the networks told about a link until `now`: growing totals, now and then one less for an unlike. */
export function planReadings(random: Random, link: PlannedLink, now: Date): PlannedReading[] {
	return PER_CLICK.filter(({ everywhere }) => everywhere || link.network === 'linkedin').flatMap(
		({ metric, rate }) => {
			const final = link.potential * rate * (0.6 + 0.8 * random.next());
			let before = -1;
			return ASKED_AFTER_DAYS.flatMap((days) => {
				const at = new Date(link.sharedAt.getTime() + (days + 0.1 * random.next()) * DAY);
				if (at >= now) return [];
				const unlike = random.chance(0.05) ? 1 : 0;
				const total = Math.max(
					0,
					Math.round(final * (1 - Math.exp(-days / REACTION_DAYS))) - unlike,
				);
				if (total === before) return [];
				before = total;
				return [{ id: random.uuid(at), link, at, metric, total }];
			});
		},
	);
}

/** What came of valid clicks until `now`: leads, sign-ups and sales; applications and a hire from openings. */
export function planConversions(
	random: Random,
	clicks: readonly PlannedClick[],
	now: Date,
): PlannedConversion[] {
	return clicks.flatMap((click) => {
		if (click.verdict !== 'valid') return [];
		const { hiring, personal } = click.link;
		if (!random.chance(hiring ? 0.016 : personal ? 0.005 : 0.01)) return [];
		const at = new Date(click.at.getTime() + 60_000 + random.exponential(0.2 * DAY));
		if (at >= now) return [];
		const kinds: [string, number][] = hiring
			? [
					['application', 0.93],
					['hire', 0.07],
				]
			: [
					['lead', 0.55],
					['signup', 0.32],
					['sale', personal ? 0.02 : 0.13],
				];
		const [kind] = random.weighted(kinds, ([, weight]) => weight);
		const sale = kind === 'sale';
		return [
			{
				id: random.uuid(at),
				click,
				at,
				kind,
				value: sale ? `${random.int(8, 180) * 50}.00` : null,
				currency: sale ? 'EUR' : null,
			},
		];
	});
}
