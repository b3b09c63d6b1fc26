import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { BoardPerson } from '#lib/domain/live/events.ts';
import { award } from '#lib/domain/prizes/award.ts';
import type { Scene } from '#lib/domain/reveal/scene.ts';
import { revealScenes } from '#lib/domain/reveal/scenes.ts';
import type { RevealInput, WonPrize } from '#lib/domain/reveal/step.ts';
import type { ContestTable } from '../boards/table.ts';
import { boardTables } from '../boards/tables.ts';
import type { Ctx } from '../context.ts';
import type { LoadedContest } from '../scoring/contest.ts';

/** Every scene of a contest's reveal as it would be now; between two of them the process does its other work. */
export async function scenesOf(ctx: Ctx, contest: LoadedContest): Promise<Scene[]> {
	const scenes: Scene[] = [];
	for (const scene of revealScenes(await revealInput(ctx, contest))) {
		scenes.push(scene);
		await nextTurn();
	}
	return scenes;
}

/**
 * What the reveal of a frozen contest is made of: the table that everybody knows, the one that only owners see, and the
 * prizes. They are those that the result gave, or, before there is one, those that places and points alone decide: who wins a
 * draw is nobody's to know before.
 */
async function revealInput(ctx: Ctx, contest: LoadedContest): Promise<RevealInput> {
	const prizes = contest.finalAt ? await awarded(ctx, contest.id) : null;
	const table = await boardTables.get(ctx.db, contest, ctx.now);
	// From here on nothing is awaited: the table moves on with the next read.
	const final = table.rows('owner', 0, table.size('owner'));
	return {
		// As they are called: whoever reads a scene later sees people as those want to be seen then.
		frozen: table.rows('public', 0, table.size('public'), 'owner'),
		final,
		rules: contest.rules,
		prizes: prizes ?? (await foreseen(ctx, contest.id, final)),
	};
}

type Prize = WonPrize['prize'];
type PrizeRow = Prize & {
	fromPlace: number | null;
	toPlace: number | null;
	minPoints: number | null;
};

async function prizesOf(ctx: Ctx, contestId: string): Promise<PrizeRow[]> {
	const rows = await ctx.db.execute(sql`
		select id, kind, name, value::text as value, currency, ranking, bracket, stock, picture_id as picture,
			from_place as "fromPlace", to_place as "toPlace", min_points as "minPoints"
		from prizes where contest_id = ${contestId} order by position`);
	return rows as unknown as PrizeRow[];
}

function prizeOf(row: PrizeRow): Prize {
	const { id, kind, name, value, currency, ranking, bracket, stock, picture } = row;
	return { id, kind, name, value, currency, ranking, bracket, stock, picture };
}

/** The prizes that the result gave, as far as they are in force, each with its winners by place or order of the draw. */
async function awarded(ctx: Ctx, contestId: string): Promise<WonPrize[]> {
	const rows = (await ctx.db.execute(sql`
		select a.prize_id as "prizeId", p.external_id as "externalId", p.name, t.name as team, o.name as office,
			p.avatar_seed as "avatarSeed"
		from prize_awards a join people p on p.id = a.person_id
			join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
		where a.contest_id = ${contestId} and a.state <> 'withdrawn'
		order by a.place nulls last, p.name collate "C", p.external_id collate "C"
	`)) as unknown as (BoardPerson & { prizeId: string })[];
	const winners = Map.groupBy(rows, (row) => row.prizeId);
	return (await prizesOf(ctx, contestId)).map((prize) => ({
		prize: prizeOf(prize),
		winners: (winners.get(prize.id) ?? []).map(({ prizeId: _, ...person }) => person),
	}));
}

/** Who would win the prizes that the table alone decides, of which there are as many as are won. */
async function foreseen(
	ctx: Ctx,
	contestId: string,
	final: ReturnType<ContestTable['rows']>,
): Promise<WonPrize[]> {
	const people = new Map(final.map(({ person }) => [person.externalId, person]));
	const main = final.map(({ person, rank, points }) => ({
		person: person.externalId,
		rank,
		points,
	}));
	return (await prizesOf(ctx, contestId)).flatMap((prize) => {
		if (prize.ranking !== 'main' || prize.kind === 'draw' || prize.stock !== null) return [];
		const { fromPlace, toPlace, minPoints } = prize;
		const rule =
			prize.kind === 'place'
				? { kind: 'place' as const, fromPlace: fromPlace ?? 1, toPlace }
				: { kind: 'threshold' as const, minPoints: minPoints ?? 0 };
		const [won] = award([rule], { main }, null);
		return [{ prize: prizeOf(prize), winners: won!.winners.map((one) => people.get(one.person)!) }];
	});
}
