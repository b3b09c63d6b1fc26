import type { Row } from '#lib/domain/exports/lines.ts';
import { readBoard } from '../boards/queries.ts';
import type { Ctx } from '../context.ts';
import { readResults } from '../results/queries.ts';

/** As many as a board gives at once: more people than that stand in no contest. */
const EVERYBODY = 100_000;

type Standing = Pick<Row, 'rank' | 'points'> & {
	person: { externalId: string; name: string; team: string };
	clicks: number;
	engagement: number;
	conversions: number;
	reachedAt: string | null;
};

const flat = (head: Row, { person, ...figures }: Standing): Row => ({
	...head,
	...figures,
	...{ person: person.externalId, name: person.name, team: person.team },
});

/** A contest's table as its owners see it now, as one look at it has it. Throws Failure `not_found`. */
export async function standingsRows(ctx: Ctx, contest: string): Promise<Row[]> {
	const input = { contest, top: EVERYBODY, audience: 'owner' as const };
	const { rows } = await readBoard({ ctx, input });
	return rows.map((row) => flat({ contest }, row));
}

/** A contest's newest result, its main table. Throws Failure as `readResults` does. */
export async function resultRows(ctx: Ctx, contest: string): Promise<Row[]> {
	const { number, table } = await readResults({ ctx, input: { contest } });
	return table.map((row) => flat({ contest, result: number }, row));
}
