import { COPIED, networkName } from '../networks/names.ts';
import type { Language } from './languages.ts';
import type { LessonText } from './lesson.ts';

/** Valid clicks of one weekday (0 is Monday) and hour of the program's zone. */
export type HourClicks = { weekday: number; hour: number; clicks: number };
/** By a network's key. */
export type NetworkClicks = { network: string; links: number; clicks: number };

export type CompanyFigures = {
	/** How far back was looked. */
	days: number;
	hours: readonly HourClicks[];
	networks: readonly NetworkClicks[];
};

/** Fewer clicks say more about chance than about the hour. */
export const ENOUGH_CLICKS = 200;
/** A network is named from this many of its links on. */
export const ENOUGH_LINKS = 10;

const sum = (list: readonly { clicks: number }[]) =>
	list.reduce((all, { clicks }) => all + clicks, 0);

/** The entry with most clicks; of equals the earlier one. Null of an empty list. */
function best<T extends { clicks: number }>(list: readonly T[]): T | null {
	return list.reduce<T | null>((top, one) => (top && top.clicks >= one.clicks ? top : one), null);
}

const by = (hours: readonly HourClicks[], key: 'weekday' | 'hour') =>
	Array.from(
		Map.groupBy(hours, (one) => one[key]),
		([at, list]) => ({ at, clicks: sum(list) }),
	).sort((a, b) => a.at - b.at);

/** A Monday; the weekday's name comes of counting on from it. */
const MONDAY = Date.UTC(2024, 0, 1);

/** What the link is called that somebody pastes wherever they like; in English as the catalogue's `share_copied_link`. */
const COPIED_LINK: Record<Language, string> = {
	...{ en: 'Copied link', sv: 'Kopierad länk', it: 'Link copiato' },
};

const fill = (template: string, values: Record<string, string>) =>
	template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/**
 * What the company's own facts say, as sentences of the lesson's language with their numbers; the lesson's `few` when
 * they are too few to go by: under 200 clicks, or no network with 10 links. Null where the lesson has no such words.
 */
export function figureSentences(
	kind: 'networks' | 'hours',
	figures: CompanyFigures,
	words: LessonText['figures'],
	language: Language,
): { title: string; sentences: string[] } | null {
	if (words === null) return null;
	const { title } = words;
	const number = (value: number) => value.toLocaleString(language);
	const about = { days: number(figures.days) };
	if (kind === 'networks') {
		const known = figures.networks
			.filter(({ links }) => links >= ENOUGH_LINKS)
			.toSorted((a, b) => b.clicks / b.links - a.clicks / a.links);
		if (known.length > 0)
			return {
				title,
				sentences: known.map(({ network, links, clicks }) => {
					const each = (clicks / links).toLocaleString(language, { maximumFractionDigits: 1 });
					const counts = { links: number(links), clicks: number(clicks), each };
					const named = network === COPIED ? COPIED_LINK[language] : networkName(network);
					return fill(words.enough, { ...about, network: named, ...counts });
				}),
			};
		const links = number(figures.networks.reduce((all, one) => all + one.links, 0));
		return { title, sentences: [fill(words.few, { ...about, links })] };
	}
	const clicks = sum(figures.hours);
	const all = { ...about, clicks: number(clicks) };
	const day = best(by(figures.hours, 'weekday'));
	const hour = best(by(figures.hours, 'hour'));
	if (!day || !hour || clicks < ENOUGH_CLICKS) return { title, sentences: [fill(words.few, all)] };
	const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(
		new Date(MONDAY + day.at * 86_400_000),
	);
	return {
		title,
		sentences: [
			fill(words.enough, {
				...all,
				weekday,
				weekdayClicks: number(day.clicks),
				from: `${hour.at}:00`,
				to: `${(hour.at + 1) % 24}:00`,
				hourClicks: number(hour.clicks),
			}),
		],
	};
}
