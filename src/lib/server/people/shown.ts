import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import {
	HIDDEN_NAME,
	HIDDEN_SEED,
	maskOf,
	masked,
	strictest,
	type Mask,
	type Pseudonym,
	type Shown,
	type Surface,
} from '#lib/domain/people/appearance.ts';
import { may, type Actor } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import { executePrepared } from '../db/prepared.ts';

type Reader = Pick<Db, 'execute'>;

/** Whoever is not shown by name somewhere, with what stands for them on each such surface. */
export type MaskedPerson = {
	personId: string;
	externalId: string;
	masks: Partial<Record<Surface, Mask>>;
	/** What stands for them where those surfaces show the same thing: the most careful of their choices. */
	careful: Mask;
	/**
	 * What stands for them where a draw is told. Its seed is public, so that whoever knows external ids can reckon whose lot it
	 * was: with a pseudonym beside it, that would be the pseudonym's end.
	 */
	drawn: Mask;
};

/** Its key has nothing to do with any other that stands for them: own ids are told nowhere. */
const drawnMask = (personId: string): Mask => ({
	key: `drawn-${createHash('sha256').update(`drawn:${personId}`).digest('hex').slice(0, 20)}`,
	...{ name: HIDDEN_NAME, avatarSeed: HIDDEN_SEED },
});

const jsonTexts = (values: readonly string[]) =>
	sql`(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb))`;

/** A choice of somebody who is not shown by name on a surface, with the names that may stand for them. */
export type HiddenChoice = Pseudonym &
	Pick<MaskedPerson, 'personId' | 'externalId'> & { surface: Surface; shown: Shown };

/** HiddenChoices on `surfaces`; more may be asked of `a.person_id`. */
export const selectHidden = (surfaces: readonly Surface[]): SQL => sql`
	select p.id as "personId", p.external_id as "externalId", a.surface, a.shown, n.name, n.key,
		n.hidden_key as "hiddenKey", n.avatar_seed as "avatarSeed"
	from appearances a join pseudonyms n on n.person_id = a.person_id join people p on p.id = a.person_id
	where a.shown <> 'name' and a.surface in ${jsonTexts(surfaces)}`;

/** Everybody who is not shown by name on one of `surfaces`, or those of `people` (own ids) who are not. */
export async function maskedPeople(
	db: Reader,
	surfaces: readonly Surface[],
	people: readonly string[] | null = null,
): Promise<MaskedPerson[]> {
	const rows = await executePrepared<HiddenChoice>(
		db,
		sql`${selectHidden(surfaces)}
			${people === null ? sql`` : sql`and a.person_id in (select jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb)::uuid)`}`,
	);
	return maskedBy(rows);
}

/** What stands for each person who made such choices. */
export function maskedBy(rows: readonly HiddenChoice[]): MaskedPerson[] {
	return [...Map.groupBy(rows, (row) => row.personId).values()].map((choices) => {
		const [first] = choices as [HiddenChoice];
		const masks: MaskedPerson['masks'] = {};
		for (const { surface, shown } of choices) masks[surface] = maskOf(shown, first)!;
		const careful = maskOf(strictest(choices.map(({ shown }) => shown)), first)!;
		const { personId, externalId } = first;
		return { personId, externalId, masks, careful, drawn: drawnMask(personId) };
	});
}

/** What stands for people, by external id, where several surfaces show the same thing: the most careful choice decides. */
export async function masksOf(
	db: Reader,
	surfaces: readonly Surface[],
): Promise<ReadonlyMap<string, Mask>> {
	return (await masksWithDraws(db, surfaces)).masks;
}

/** The same, and what stands for these people in draws. */
export async function masksWithDraws(
	db: Reader,
	surfaces: readonly Surface[],
): Promise<Record<'masks' | 'drawn', ReadonlyMap<string, Mask>>> {
	const people = await maskedPeople(db, surfaces);
	return {
		masks: new Map(people.map(({ externalId, careful }) => [externalId, careful])),
		drawn: new Map(people.map(({ externalId, drawn }) => [externalId, drawn])),
	};
}

type PrizeKind = { kind: string; bracket: string | null };

/** Whether a prize tells who won it: by its draw, or by the bracket that they are in. */
export const isTold = ({ kind, bracket }: PrizeKind): boolean =>
	kind === 'draw' || bracket !== null;

/** Prizes through masks: those that tell who won them by what stands in draws, the others by what stands everywhere else. */
export const prizesThrough = <P extends PrizeKind>(
	prizes: readonly P[],
	{ masks, drawn }: Awaited<ReturnType<typeof masksWithDraws>>,
): P[] => prizes.map((prize) => throughMasks(prize, isTold(prize) ? drawn : masks) as P);

/**
 * A copy of `value` as the asker may read it on `surfaces`: in every object with the external id of somebody who is not
 * shown by name there, id, name, team, office and face are what stands for them. Owners read it as it is.
 */
export async function shownOn<T>(
	ctx: Pick<Ctx, 'db' | 'actor'>,
	surfaces: readonly Surface[],
	value: T,
): Promise<T> {
	if (seesEverybody(ctx.actor)) return value;
	const masks = await masksOf(ctx.db, surfaces);
	return masks.size === 0 ? value : (throughMasks(value, masks) as T);
}

/** Whether somebody reads real names everywhere: whoever decides contests has to know whom about. */
export const seesEverybody = (actor: Actor): boolean => may(actor, 'board.read.owner');

/** `value` with everybody whom `masks` knows by external id masked, also where a text is nothing but their external id. */
export function throughMasks(value: unknown, masks: ReadonlyMap<string, Mask>): unknown {
	if (typeof value === 'string') return masks.get(value)?.key ?? value;
	if (typeof value !== 'object' || value === null || value instanceof Date) return value;
	if (Array.isArray(value)) return value.map((one) => throughMasks(one, masks));
	const copy = Object.fromEntries(
		Object.entries(value).map(([key, one]) => [
			key,
			key === 'name' ? one : throughMasks(one, masks),
		]),
	);
	const { externalId } = value as { externalId?: unknown };
	if (typeof externalId !== 'string') return copy;
	return masked({ name: '', ...copy, externalId }, masks.get(externalId));
}

/**
 * Whom a key stands for on a surface: an external id where they appear by name, else the key of their mask there. Own
 * ids by key; whoever is not found under that key there is left out, also when it is their external id.
 */
export async function peopleByKeys(
	db: Reader,
	surface: Surface,
	keys: readonly string[],
): Promise<Map<string, { personId: string; externalId: string; shown: Shown }>> {
	if (keys.length === 0) return new Map();
	const rows = (await db.execute(sql`
		select * from (
			select p.id as "personId", p.external_id as "externalId", coalesce(a.shown, 'name') as shown,
				case coalesce(a.shown, 'name') when 'name' then p.external_id
					when 'pseudonym' then n.key else n.hidden_key end as key
			from people p left join pseudonyms n on n.person_id = p.id
				left join appearances a on a.person_id = p.id and a.surface = ${surface}
			where p.id in (
				select id from people where external_id in ${jsonTexts(keys)}
				union all
				select person_id from pseudonyms where key in ${jsonTexts(keys)} or hidden_key in ${jsonTexts(keys)})
		) found where key in ${jsonTexts(keys)}
	`)) as unknown as { personId: string; externalId: string; shown: Shown; key: string }[];
	return new Map(rows.map(({ key, ...person }) => [key, person]));
}

/** A condition on people `p`: they appear by name everywhere. */
export const NAMED_EVERYWHERE = sql`not exists (
	select from appearances x where x.person_id = p.id and x.shown <> 'name')`;

/** What stands for somebody in lists of single facts and links: those would say who any pseudonym is. */
export const NOT_TOLD = 'not-told';

/** The external id of people `p` in lists of single facts and links, as the asker may read it. */
export const externalIdFor = (actor: Actor): SQL =>
	seesEverybody(actor)
		? sql`p.external_id`
		: sql`case when ${NAMED_EVERYWHERE} then p.external_id else ${NOT_TOLD} end`;
