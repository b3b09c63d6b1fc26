import type { Ctx } from '../context.ts';
import { notify } from '../notices/notify.ts';
import type { AwardRow } from './award-row.ts';

/** Tells who won a prize how it went on, in the step's transaction. */
export async function tellChange(
	tx: Ctx,
	{ id, personId, contest, prize }: Pick<AwardRow, 'id' | 'personId' | 'contest' | 'prize'>,
	state: 'approved' | 'handed_over' | 'withdrawn',
): Promise<void> {
	await notify(tx, {
		people: [personId],
		kind: 'prize_changed',
		params: { contest, prize, state },
		key: `prize-changed:${id}:${state}`,
	});
}
