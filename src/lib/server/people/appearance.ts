import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import {
	BY_NAME,
	maskOf,
	SHOWN,
	SURFACES,
	type Appearance,
	type Shown,
	type Surface,
} from '#lib/domain/people/appearance.ts';
import { pseudonymName } from '#lib/domain/people/pseudonym.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { pseudonyms } from '../db/schema/appearance.ts';
import { signingKey } from '../programs/keys.ts';
import { leaveMarksIn } from '../scoring/marks.ts';
import { ringFinishedBoards } from '../scoring/ring-finished.ts';
import { ringShowcase } from '../showcase/bell.ts';
import { refreshDirectory } from './directory-words.ts';

/** Two letters and a number are taken at most by accident: by then 60 million names are there. */
const ATTEMPTS = 40;
/** Any number of our own: pseudonyms are made one after the other, so that a taken one is seen. */
const PSEUDONYM_LOCK = 7_126_031;

function selfOf(ctx: Ctx) {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	return ctx.actor;
}

async function pseudonymOf(ctx: Ctx, personId: string) {
	const find = async () => {
		const [row] = await ctx.db
			.select()
			.from(pseudonyms)
			.where(sql`person_id = ${personId}`);
		return row;
	};
	const known = await find();
	if (known) return known;
	await ctx.db.execute(sql`select pg_advisory_xact_lock(${PSEUDONYM_LOCK})`);
	const secret = await signingKey(ctx.db);
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const bytes = createHmac('sha256', secret).update(`pseudonym:${personId}:${attempt}`).digest();
		const random = () => randomBytes(12).toString('hex');
		const row = {
			...{ personId, name: pseudonymName(bytes, attempt), avatarSeed: random() },
			...{ key: `alias-${random()}`, hiddenKey: `hidden-${random()}` },
		};
		const made = await ctx.db.insert(pseudonyms).values(row).onConflictDoNothing().returning();
		if (made[0]) return made[0];
		const meanwhile = await find();
		if (meanwhile) return meanwhile;
	}
	throw new Failure('unavailable', 'No pseudonym is free.');
}

async function chosen(ctx: Pick<Ctx, 'db'>, personId: string): Promise<Appearance> {
	const rows = (await ctx.db.execute(sql`
		select surface, shown from appearances where person_id = ${personId}
	`)) as unknown as { surface: Surface; shown: Shown }[];
	return { ...BY_NAME, ...Object.fromEntries(rows.map(({ surface, shown }) => [surface, shown])) };
}

/** How the person who asks appears on each surface, and the pseudonym that is theirs: made when it is first looked at. */
export const readAppearance = guarded(
	'readAppearance',
	'appearance.own',
	z.strictObject({}),
	async (ctx): Promise<{ appearance: Appearance; pseudonym: string; avatarSeed: string }> => {
		const { id } = selfOf(ctx);
		const { name, avatarSeed } = await withTransaction(ctx, (tx) => pseudonymOf(tx, id));
		return { appearance: await chosen(ctx, id), pseudonym: name, avatarSeed };
	},
);

/** Under which key the person who asks stands on a surface: their external id where they appear by name. */
export const readOwnKey = guarded(
	'readOwnKey',
	'appearance.own',
	z.strictObject({ surface: z.enum(SURFACES) }),
	async (ctx, { surface }): Promise<string> => {
		const { id, externalId } = selfOf(ctx);
		const shown = (await chosen(ctx, id))[surface];
		if (shown === 'name') return externalId;
		return maskOf(shown, await withTransaction(ctx, (tx) => pseudonymOf(tx, id)))!.key;
	},
);

/**
 * Decides how the person who asks appears, surface by surface; those left out stay as they are. Every board on which they
 * stand says so at once, those of finished contests too. Points, places and prizes stay theirs.
 */
export const setAppearance = guarded(
	'setAppearance',
	'appearance.own',
	z.partialRecord(z.enum(SURFACES), z.enum(SHOWN)),
	async (ctx, wanted): Promise<Appearance> =>
		withTransaction(ctx, async (tx) => {
			const { id } = selfOf(tx);
			// One person's choices one after the other.
			await tx.db.execute(sql`select from people where id = ${id} for no key update`);
			const before = await chosen(tx, id);
			const changed = SURFACES.filter(
				(surface) => wanted[surface] && wanted[surface] !== before[surface],
			);
			if (changed.length === 0) return before;
			await pseudonymOf(tx, id);
			const rows = JSON.stringify(changed.map((surface) => ({ surface, shown: wanted[surface] })));
			await tx.db.execute(sql`
				insert into appearances (person_id, surface, shown, updated_at)
				select ${id}, surface, shown, ${tx.now.toISOString()}::timestamptz
				from jsonb_to_recordset(${rows}::jsonb) as r (surface text, shown text)
				on conflict (person_id, surface) do update
				set shown = excluded.shown, updated_at = excluded.updated_at`);
			const after = { ...before, ...wanted };
			if (changed.includes('directory')) await refreshDirectory(tx.db, [id]);
			if (changed.includes('boards') || changed.includes('displays')) {
				await leaveMarksIn(tx.db, [{ personId: id, metric: 'person', at: tx.now }]);
				await ringFinishedBoards(tx.db, id);
			}
			// It credits people, on screens by the more careful of both.
			if (changed.includes('showcase') || changed.includes('displays')) await ringShowcase(tx);
			// Which surfaces, not how: the log is no list of who hides where.
			await appendAudit(tx, {
				action: 'person.appearance',
				target: `person:${id}`,
				details: { surfaces: changed },
			});
			return after;
		}),
);
