import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Mask } from '#lib/domain/people/appearance.ts';
import type { Ctx } from '../context.ts';
import { maskedPeople, peopleByKeys, seesEverybody } from '../people/shown.ts';
import { PERSON_COLUMNS, PERSON_JOINS, type PersonDetails } from './standing-rows.ts';

/**
 * Whom a key means: what boards call somebody, or for owners and for oneself the external id as well. `mask` is what
 * stands for them in the eyes of whoever asks; null where they may be named. Throws Failure `not_found`, also for the
 * external id of somebody whom boards don't name.
 */
export async function personAsked(
	ctx: Ctx,
	key: string,
): Promise<{ person: PersonDetails; own: boolean; mask: Mask | null }> {
	const { actor, db } = ctx;
	const self = actor.kind === 'person' ? actor : null;
	const everybody = seesEverybody(actor);
	const found = (await peopleByKeys(db, 'boards', [key])).get(key);
	const id = found?.externalId ?? (everybody || self?.externalId === key ? key : null);
	const [person] = (await db.execute(sql`
		select ${PERSON_COLUMNS} from people p ${PERSON_JOINS}
		where p.external_id = ${id}`)) as unknown as PersonDetails[];
	if (!person) throw new Failure('not_found', 'There is no such person.');
	const own = self?.id === person.personId;
	if (own || everybody) return { person, own, mask: null };
	const [hidden] = await maskedPeople(db, ['boards'], [person.personId]);
	return { person, own, mask: hidden?.careful ?? null };
}
