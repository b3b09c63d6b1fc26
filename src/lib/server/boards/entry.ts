import type { RankedRow, RankedTable } from '#lib/domain/leaderboard/order.ts';
import type { Entry } from '#lib/domain/leaderboard/rank.ts';
import type { Audience, BoardPerson, BoardRow } from '#lib/domain/live/events.ts';
import { masked } from '#lib/domain/people/appearance.ts';
import type { Standing } from '#lib/domain/scoring/standing.ts';
import type { StandingRow } from './standing-rows.ts';

/**
 * A line of the table in memory: the figures that rank it and who it is. `id` and `name` are as boards show them, so that
 * the order of those who share a place gives nobody away; `person` is who it is, for owners' eyes.
 */
export type BoardEntry = Entry & {
	personId: string;
	team: string;
	person: BoardPerson;
	masks: StandingRow['masks'];
};

/** Who looks: owners see everybody as they are called, boards and office screens as each person chose for them. */
export type Look = 'owner' | 'boards' | 'displays';

/** The line that a row of standings makes with one audience's figures. */
export function entryOf(row: StandingRow, standing: Standing): BoardEntry {
	const { personId, externalId, name, team, office, avatarSeed, masks } = row;
	const { listed: _, ...figures } = standing;
	const person = { externalId, name, team, office, avatarSeed };
	const shown = masked(person, masks?.boards);
	return { id: shown.externalId, name: shown.name, personId, team, person, masks, ...figures };
}

/** Whom an entry shows to whoever looks. */
export function personIn({ person, masks }: BoardEntry, look: Look): BoardPerson {
	return look === 'owner' ? person : masked(person, masks?.[look]);
}

/** Puts a person into a table, or takes them out where they are not listed. */
export function place(table: RankedTable<Entry>, row: StandingRow, standing?: Standing): void {
	if (standing?.listed) table.set(entryOf(row, standing));
	else table.delete(row.masks?.boards?.key ?? row.externalId);
}

/** How an audience looks, unless it says otherwise. */
export const lookOf = (audience: Audience): Look => (audience === 'owner' ? 'owner' : 'boards');

/** A row as screens show it; `before` tells how it moved. */
export function boardRow(
	{ rank, entry }: RankedRow<BoardEntry>,
	before: RankedTable<Entry>,
	look: Look,
): BoardRow {
	const then = before.rankOf(entry.id);
	return {
		rank,
		person: personIn(entry, look),
		points: entry.points,
		clicks: entry.clicks,
		engagement: entry.engagement,
		conversions: entry.conversions,
		reachedAt: entry.reachedAt?.toISOString() ?? null,
		movement: rank === null || then === null ? null : then - rank,
	};
}
