import type { Belongs } from '#lib/domain/badges/condition.ts';
import type { BadgeFacts, FinalPlace } from '#lib/domain/badges/facts.ts';
import type { Ctx } from '../context.ts';
import {
	clickRows,
	commentRows,
	conversionRows,
	linkRows,
	otherRows,
	personRows,
	storyClickRows,
} from './fact-rows.ts';
import { finalPlaces } from './finals.ts';

/** Monday to Friday, until somebody says otherwise. */
export const USUAL_WEEK = [1, 2, 3, 4, 5];

export type Gathered = {
	id: string;
	externalId: string;
	name: string;
	belongs: Belongs;
	facts: BadgeFacts;
};

/** Rows by person, each list in order of its instants. */
function grouped<T extends { personId: string; at: number }>(rows: readonly T[]) {
	const groups = Map.groupBy(rows, ({ personId }) => personId);
	for (const list of groups.values()) list.sort((a, b) => a.at - b.at);
	return (id: string): readonly T[] => groups.get(id) ?? [];
}

/**
 * All that badges are given for, of these active people (own ids): eight queries for all of them, however many they are. Call it in a
 * transaction with a connection of its own, so that they go out together.
 */
export async function gatherFacts(ctx: Ctx, people: readonly string[]): Promise<Gathered[]> {
	if (people.length === 0) return [];
	const [persons, clicks, comments, conversions, stories, links, other, finals] = await Promise.all(
		[
			personRows(ctx, people),
			clickRows(ctx, people).then(grouped),
			commentRows(ctx, people).then(grouped),
			conversionRows(ctx, people).then(grouped),
			storyClickRows(ctx, people).then(grouped),
			linkRows(ctx, people).then((rows) => Map.groupBy(rows, ({ personId }) => personId)),
			otherRows(ctx, people),
			finalPlaces(ctx),
		],
	);
	const proposals = grouped(other.proposals);
	const certificates = grouped(other.certificates);
	const titles = grouped(other.titles);
	const pledges = new Map(other.pledges.map(({ personId, at }) => [personId, at]));
	const prizes = new Map(
		other.prizes.map(({ personId, contest, prizes }) => [`${personId} ${contest}`, prizes]),
	);
	const now = ctx.now.getTime();
	return persons.map(({ id, externalId, name, team, office, groups, ...person }) => ({
		...{ id, externalId, name, belongs: { team, office, groups } },
		facts: {
			...{ now, timeZone: person.timeZone },
			workDays: person.workDays ?? USUAL_WEEK,
			off: person.off ?? [],
			links: new Map((links.get(id) ?? []).map((link) => [link.id, link])),
			...{ clicks: clicks(id), comments: comments(id), conversions: conversions(id) },
			certificates: certificates(id),
			pledgedAt: pledges.get(id) ?? null,
			...{ proposals: proposals(id), storyClicks: stories(id), titles: titles(id) },
			contests: finals.flatMap((places): FinalPlace[] => {
				const place = places.get(externalId);
				return place ? [{ ...place, prizes: prizes.get(`${id} ${place.contest}`) ?? 0 }] : [];
			}),
		},
	}));
}
