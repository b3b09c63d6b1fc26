import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	bracketsOf,
	bracketTable,
	tellsWho,
	type BracketPerson,
} from '#lib/domain/brackets/brackets.ts';
import { compareWithLast, daysBegun, improvedTable } from '#lib/domain/brackets/improved.ts';
import type { BracketRow, BracketView, ImprovedView } from '#lib/domain/brackets/view.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { shownUntil, texts } from '../boards/audience-facts.ts';
import { visibleContest } from '../boards/contest.ts';
import { personIn, type BoardEntry } from '../boards/entry.ts';
import type { ContestTable } from '../boards/table.ts';
import { boardTables } from '../boards/tables.ts';
import { guarded, type Ctx } from '../context.ts';
import { lastContests } from './last-contests.ts';

const asked = z.strictObject({
	contest: z.string().min(1).max(100),
	/** Rows of each table. */
	top: z.int().min(1).max(1000).default(100),
});

/** Who bears the groups that the rules' brackets name, by external id. Others' groups decide nothing and are not read. */
async function bearersOf(ctx: Ctx, brackets: Rules['brackets']): Promise<Map<string, string[]>> {
	if (typeof brackets !== 'object') return new Map();
	const names = brackets.flatMap(({ groups }) => groups);
	const rows = (await ctx.db.execute(sql`
		select p.external_id as id, array_agg(g.name) as groups
		from groups g join person_groups pg on pg.group_id = g.id join people p on p.id = pg.person_id
		where g.name = any(${texts(names)}) group by 1`)) as unknown as {
		id: string;
		groups: string[];
	}[];
	return new Map(rows.map(({ id, groups }) => [id, groups]));
}

/** Office screens show people as they appear there. */
const lookOf = ({ actor }: Pick<Ctx, 'actor'>) =>
	actor.kind === 'display' ? 'displays' : 'boards';

const rowOf =
	(look: 'displays' | 'boards') =>
	(entry: BoardEntry & { rank: number | null }): BracketRow => ({
		rank: entry.rank,
		person: personIn(entry, look),
		points: entry.points,
		clicks: entry.clicks,
	});

const entriesOf = (table: ContestTable, audience: 'public' | 'owner') =>
	table
		.ranked(audience)
		.slice(0, table.size(audience))
		.map(({ rank, entry }) => ({ ...entry, rank }));

/** The actor's live entry, where a person asks who stands in the table. */
function ownEntry(ctx: Ctx, table: ContestTable): BoardEntry | undefined {
	return ctx.actor.kind === 'person' ? table.entryOf('owner', ctx.actor.externalId) : undefined;
}

/**
 * The brackets of a contest with the public table of each, and the asking person's own live row in theirs: while
 * frozen the others' figures stand still. Throws Failure `not_found`, also where the rules have no brackets.
 */
export const readBrackets = guarded(
	'readBrackets',
	'board.read',
	asked,
	async (ctx, input): Promise<BracketView[]> => {
		const found = await visibleContest(ctx, input.contest);
		const { rules } = found;
		if (rules.brackets === 'off') throw new Failure('not_found', 'This contest has no brackets.');
		const look = lookOf(ctx);
		const bearers = await bearersOf(ctx, rules.brackets);
		const table = await boardTables.get(ctx.db, found, ctx.now);
		const entries = entriesOf(table, 'public');
		const own = ownEntry(ctx, table);
		const groupsOf = ({ id, person }: BoardEntry): BracketPerson => ({
			...{ id, team: person.team, office: person.office },
			groups: bearers.get(person.externalId) ?? [],
		});
		const others = entries.filter(({ id }) => id !== own?.id);
		const people = [...others, ...(own ? [own] : [])].map(groupsOf);
		return bracketsOf(rules.brackets, people).flatMap(({ name, members }) => {
			const rows = bracketTable(entries, members, rules);
			const live = own && members.has(own.id) ? bracketTable([...others, own], members, rules) : [];
			const mine = live.find(({ id }) => id === own?.id);
			const shown = tellsWho(rules.brackets, rows.length)
				? rows.filter(({ masks, id }) => !masks?.[look] || id === own?.id)
				: rows;
			// One without anybody to show would say that somebody who is not shown is there.
			if (rows.length > 0 && shown.length === 0 && !mine) return [];
			return {
				name,
				rows: shown.slice(0, input.top).map(rowOf(look)),
				total: shown.length,
				own: mine ? rowOf(look)(mine) : null,
			};
		});
	},
);

/**
 * The most improved of a contest, by public figures, and the asking person's own live comparison. Points a day count
 * over the days begun, while frozen up to the freeze. Throws Failure `not_found`, also where the rules have no such
 * table.
 */
export const readImproved = guarded(
	'readImproved',
	'board.read',
	asked,
	async (ctx, input): Promise<ImprovedView> => {
		const found = await visibleContest(ctx, input.contest);
		const { rules } = found;
		if (!rules.mostImproved) {
			throw new Failure('not_found', 'This contest has no table of the most improved.');
		}
		const before = await lastContests(ctx.db, found.id);
		const table = await boardTables.get(ctx.db, found, ctx.now);
		const entries = entriesOf(table, 'public');
		const days = daysBegun(rules, shownUntil(found, ctx.now));
		const byId = new Map(entries.map((entry) => [entry.person.externalId, entry]));
		const rows = improvedTable(
			entries.map((entry) => ({ ...entry, id: entry.person.externalId })),
			before,
			days,
		);
		const own = ownEntry(ctx, table);
		return {
			rows: rows.slice(0, input.top).map(({ rank, person, name: _, ...comparison }) => ({
				rank,
				person: personIn(byId.get(person)!, lookOf(ctx)),
				comparison,
			})),
			total: rows.length,
			days,
			own: own
				? compareWithLast(own.points, daysBegun(rules, ctx.now), before.get(own.person.externalId))
				: null,
		};
	},
);
