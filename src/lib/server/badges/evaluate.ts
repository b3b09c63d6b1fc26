import { sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { gatherFacts } from './gather.ts';
import { knownBadges, wantedOf } from './known.ts';
import { storeAwards, type Changed } from './store.ts';
import { tellPeople } from './tell.ts';

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
	// A chunk's plan is cheap to run and dear to compile.
	await tx.db.execute(sql`select set_config('jit', 'off', true)`);
	const [known, gathered] = await Promise.all([knownBadges(tx), gatherFacts(tx, people)]);
	const wanted = new Map(gathered.map((one) => [one.id, wantedOf(known, one)]));
	if (wanted.size === 0) return { given: [], returned: [], lost: [] };
	const changed = await storeAwards(tx, known, wanted, how.quiet);
	await tellPeople(tx, known, changed, how.pass);
	return changed;
}
