import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { Surface } from '#lib/domain/people/appearance.ts';
import { mayWithdraw } from '#lib/domain/recognition/limits.ts';
import type { OwnRecognition, Recognition } from '#lib/domain/recognition/view.ts';
import { knownBadges, type Known } from '../badges/known.ts';
import { artName } from '../badges/views.ts';
import { badgeName } from '../badges/words.ts';
import { guarded, type Ctx } from '../context.ts';
import { masksOf, peopleByKeys, throughMasks } from '../people/shown.ts';
import { thanksLeft } from './give.ts';

const person = (alias: string) =>
	sql.raw(`jsonb_build_object('externalId', ${alias}.external_id, 'name', ${alias}.name,
		'avatarSeed', ${alias}.avatar_seed)`);
const COLUMNS = sql`
	r.id, ${person('f')} as "from", ${person('p')} as "to", r.message, r.public, r.badge, r.created_at as at`;
const TABLES = sql`
	recognitions r join people f on f.id = r.from_person join people p on p.id = r.to_person`;

/** Thanks that a surface may show: what the thanked keeps, or has not agreed to under a pseudonym, it may not. */
const shownThere = (surface: Surface): SQL => sql`
	r.public and r.withdrawn_at is null and r.kept_at is null and p.active
	and (r.agreed_at is not null or not exists (select from appearances a
		where a.person_id = p.id and a.surface = ${surface} and a.shown <> 'name'))
	and not exists (select from appearances a
		where a.person_id = p.id and a.surface = ${surface} and a.shown = 'hidden')`;

type Row = Omit<Recognition, 'at' | 'shownBadge'> & { at: string | Date };
const viewOf =
	(known: Known) =>
	<R extends Row>(row: R): Omit<R, 'at'> & Recognition => ({
		...row,
		at: new Date(row.at).toISOString(),
		shownBadge:
			row.badge === null || known.off.has(row.badge)
				? null
				: { art: artName(row.badge, known), name: badgeName(row.badge, known.own) },
	});

async function select(
	ctx: Ctx,
	surface: Surface,
	where: SQL,
	limit: number,
): Promise<Recognition[]> {
	const rows = (await ctx.db.execute(sql`
		select ${COLUMNS} from ${TABLES} where ${shownThere(surface)} and ${where}
		order by r.created_at desc, r.id desc limit ${limit}`)) as unknown as Row[];
	const [masks, known] = await Promise.all([masksOf(ctx.db, [surface]), knownBadges(ctx)]);
	return throughMasks(rows.map(viewOf(known)), masks) as Recognition[];
}

/**
 * The latest public thanks, the newest first; people as they appear in the portal, for a display as they appear on displays.
 */
export const latestRecognitions = guarded(
	'latestRecognitions',
	'recognition.read',
	z.strictObject({ limit: z.int().min(1).max(200).default(20) }),
	async (ctx, { limit }): Promise<Recognition[]> =>
		select(ctx, ctx.actor.kind === 'display' ? 'displays' : 'directory', sql`true`, limit),
);

/** The public thanks that somebody got, whom `key` names as the directory does. Throws Failure `not_found`. */
export const recognitionsOf = guarded(
	'recognitionsOf',
	'recognition.read',
	z.strictObject({
		key: z.string().min(1).max(200),
		limit: z.int().min(1).max(200).default(20),
	}),
	async (ctx, { key, limit }): Promise<Recognition[]> => {
		const found = (await peopleByKeys(ctx.db, 'directory', [key])).get(key);
		if (!found) throw new Failure('not_found', 'There is no such person.');
		return select(ctx, 'directory', sql`r.to_person = ${found.personId}`, limit);
	},
);

/** What the person who asks was thanked for and whom they thanked, the newest first, and how many thanks are left this month. */
export const readOwnThanks = guarded(
	'readOwnThanks',
	'thanks.give.own',
	z.strictObject({}),
	async (
		ctx,
	): Promise<{ got: OwnRecognition[]; gave: OwnRecognition[]; limit: number; left: number }> => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
		const rows = (await ctx.db.execute(sql`
			select ${COLUMNS}, r.kept_at is not null as kept, r.to_person = ${actor.id} as own,
				r.public and r.agreed_at is null and exists (select from appearances a
					where a.person_id = p.id and a.surface = 'directory' and a.shown <> 'name') as waiting
			from ${TABLES}
			where r.withdrawn_at is null and (r.from_person = ${actor.id} or r.to_person = ${actor.id})
			order by r.created_at desc, r.id desc limit 200
		`)) as unknown as (Row & { kept: boolean; waiting: boolean; own: boolean })[];
		const [masks, known] = await Promise.all([masksOf(ctx.db, ['directory']), knownBadges(ctx)]);
		const views = rows.map(({ own, kept, waiting, ...row }) => ({
			own,
			view: throughMasks(
				{
					...viewOf(known)(row),
					// Whether the thanked keeps them is theirs to know.
					...{ kept: own && kept, waiting: own && waiting },
					withdrawable: !own && mayWithdraw(new Date(row.at), ctx.now),
				},
				masks,
			) as OwnRecognition,
		}));
		const { limit, given } = await thanksLeft(ctx, actor.id);
		const of = (got: boolean) => views.flatMap(({ own, view }) => (own === got ? [view] : []));
		return { got: of(true), gave: of(false), limit, left: Math.max(0, limit - given) };
	},
);
