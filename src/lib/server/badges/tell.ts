import { sql, type SQL } from 'drizzle-orm';
import type { BadgeRef } from '#lib/domain/badges/badge-ref.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { hiddenSpans } from '../boards/hidden-spans.ts';
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { enqueueWebhook } from '../webhooks/enqueue.ts';
import { idsOf } from '../db/lists.ts';
import type { Known } from './known.ts';
import type { Changed, Held } from './store.ts';
import { badgeName, levelsOf } from './words.ts';
import { masked } from '#lib/domain/people/appearance.ts';
import { masksWithDraws } from '../people/shown.ts';
import { isOfDraw } from './awards.ts';

/** More than so many at once are told as one. */
const MOST_NOTICES = 3;
/** Bounds a round; the next one follows at once. */
const MOST_TOLD = 200;

/** A badge as a notice names it. */
export function refOf(known: Known, { badge, level }: Pick<Held, 'badge' | 'level'>): BadgeRef {
	return { key: badge, name: badgeName(badge, known.own), level, of: levelsOf(badge) };
}

/**
 * Tells people of their own awards, in the transaction that changed them: each new one, or one notice for many; and each that was
 * taken back. With `pass`, a look at everybody, there is one notice a person, whatever was found.
 */
export async function tellPeople(
	tx: Ctx,
	known: Known,
	{ given, lost }: Changed,
	pass: string | null,
): Promise<void> {
	const lists = [...Map.groupBy(given, ({ personId }) => personId)];
	if (pass !== null) {
		// A notice says how many: those with as many get theirs in one statement.
		for (const [count, alike] of Map.groupBy(lists, ([, list]) => list.length)) {
			const people = alike.map(([person]) => person);
			const key = `badges:${pass}`;
			await notify(tx, { people, kind: 'badges_found', params: { count }, key });
		}
	}
	for (const [person, list] of pass === null ? lists : []) {
		if (list.length > MOST_NOTICES) {
			const params = { count: list.length };
			const key = `badges:${list[0]!.id}`;
			await notify(tx, { people: [person], kind: 'badges_found', params, key });
			continue;
		}
		for (const one of list) {
			const params = { badge: refOf(known, one), by: null };
			const key = `badge:${one.id}`;
			await notify(tx, { people: [person], kind: 'badge_awarded', params, key });
		}
	}
	for (const one of lost) {
		await notify(tx, {
			people: [one.personId],
			kind: 'badge_taken_back',
			params: { badge: refOf(known, one), why: 'facts' },
			key: `badge:${one.id}:lost:${tx.now.getTime()}`,
		});
	}
}

/**
 * A condition on awards `a`: everybody may see them at `now`. What facts of a time have earned that a frozen contest hides
 * would tell what the board does not; what a person gave is no such fact.
 */
export async function shownAwards(ctx: Pick<Ctx, 'db' | 'now'>): Promise<SQL> {
	const hidden = (await hiddenSpans(ctx.db, ctx.now)).map(
		({ from, to }) =>
			sql`and (a.reason like 'hand:%' or not (a.at >= ${instantOf(from)} and a.at < ${instantOf(to)}))`,
	);
	return sql`a.taken_back_at is null
		and not exists (select from badge_settings s where s.badge = a.badge and not s.active)
		${sql.join(hidden, sql` `)}`;
}

type Untold = {
	id: string;
	badge: string;
	level: number;
	reason: string;
	at: number;
	person: { externalId: string; name: string; team: string };
};

/**
 * Tells other systems of awards that they were not told of and that everybody may see by now, once each. Gives whether
 * there may be more. For one teller at a time.
 */
export async function tellOutside(tx: Ctx, known: Known): Promise<boolean> {
	const rows = await tx.db.execute<Untold>(sql`
		select a.id, a.badge, a.level, a.reason, ${ms(sql`a.at`)} as at,
			jsonb_build_object('externalId', p.external_id, 'name', p.name, 'team', t.name) as person
		from badge_awards a join people p on p.id = a.person_id join teams t on t.id = p.team_id
		where a.told_at is null and ${await shownAwards(tx)} order by a.awarded_at, a.id limit ${MOST_TOLD}`);
	// A webhook leaves the portal.
	const { masks, drawn } = await masksWithDraws(tx.db, ['directory', 'outside']);
	for (const { id, badge, level, reason, person: own, ...row } of rows) {
		const person = masked(own, (isOfDraw({ badge }) ? drawn : masks).get(own.externalId));
		const at = new Date(row.at).toISOString();
		// Who gave it is between the two.
		const shown = reason.startsWith('hand:') ? 'hand' : reason;
		await enqueueWebhook(tx, {
			...{ type: 'badge.awarded', key: `badge.awarded:${id}`, at: tx.now },
			data: { badge, name: badgeName(badge, known.own), level, reason: shown, at, person },
		});
	}
	if (rows.length > 0)
		await tx.db.execute(sql`
			update badge_awards set told_at = ${instantOf(tx.now)}
			where id = any(${idsOf(rows.map(({ id }) => id))})`);
	return rows.length === MOST_TOLD;
}
