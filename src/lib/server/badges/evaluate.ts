import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { gatherFacts } from './gather.ts';
import { knownBadges, wantedOf, type Wanted } from './known.ts';
import { heldBy, storeAwards, type Changed } from './store.ts';
import { tellPeople } from './tell.ts';

/** Fewer people than this are looked at in one go. */
const MANY = 5;

/**
 * Looks at these people (own ids) and makes their awards what their facts have earned, in the caller's transaction; tells
 * them. `pass` is the look at everybody that this is part of; `quiet` keeps what is new from other systems. Doing it
 * twice changes nothing. People who are no longer active keep what they have.
 */
export async function evaluatePeople(
	tx: Ctx,
	people: readonly string[],
	how: { pass: string | null; quiet: boolean },
): Promise<Changed> {
	// A chunk's plan is cheap to run and dear to compile; for one person planning anew takes longer than running.
	const many = people.length > MANY;
	// All of it goes out together, in this order.
	const [, known, gathered, held] = await Promise.all([
		many
			? tx.db.execute(sql`select set_config('jit', 'off', true)`)
			: tx.db.execute(sql`select set_config('plan_cache_mode', 'force_generic_plan', true)`),
		knownBadges(tx),
		gatherFacts(tx, people),
		heldBy(tx, people),
	]);
	const wanted = new Map<string, Wanted[]>();
	for (const one of gathered) {
		wanted.set(one.id, wantedOf(known, one));
		// A person's year takes up to a millisecond: the process does its other work in between.
		if (many) await nextTurn();
	}
	if (wanted.size === 0) return { given: [], returned: [], lost: [] };
	const changed = await storeAwards(tx, known, wanted, held, how.quiet);
	await tellPeople(tx, known, changed, how.pass);
	return changed;
}
