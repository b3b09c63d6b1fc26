import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Programme, Takeover } from '#lib/domain/displays/programme.ts';
import { firstItems } from '#lib/domain/displays/item.ts';
import { displaySettingsSchema } from '#lib/domain/displays/settings.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { currentContest } from '../contests/queries.ts';

/** What is to come within so many hours is told beforehand, so that it begins on time without a bell. */
const AHEAD_HOURS = 24;

/** The id of the playlist that a display `d` follows: its own, else its office's default, else everybody's. */
export const FOLLOWED = sql`coalesce(d.playlist_id,
	(select id from playlists where is_default and office_id = d.office_id),
	(select id from playlists where is_default and office_id is null))`;

type Row = {
	id: string;
	name: string;
	office: string | null;
	timeZone: string;
	settings: unknown;
	identifyUntil: string | null;
	reloadSeq: number;
	items: unknown[] | null;
	takeovers: Takeover[];
};

const instantOf = (at: string) => new Date(at).toISOString();

/** A reveal that nobody has driven on for so many hours was forgotten: screens don't stay on it. */
const REVEAL_HOURS = 6;

/**
 * The slug of the contest that scenes show, asked for by the system: a display may not list contests. While a reveal
 * runs it is that one's, though another contest may have begun since.
 */
export async function shownContest(ctx: Ctx): Promise<string | null> {
	const [revealed] = (await ctx.db.execute(sql`
		select c.slug from contest_reveals r join contests c on c.id = r.contest_id
		where r.state = 'running' and c.cancelled_at is null
			and r.updated_at > ${ctx.now.toISOString()}::timestamptz - make_interval(hours => ${REVEAL_HOURS})
		order by r.created_at desc limit 1`)) as unknown as { slug: string }[];
	if (revealed) return revealed.slug;
	const actor = { kind: 'system', name: 'displays' } as const;
	return (await currentContest({ ctx: { ...ctx, actor }, input: {} }))?.slug ?? null;
}

/**
 * What a display (own id) follows, for a verb that has authorised already. Its settings are completed; settings that no
 * longer parse throw, because a screen that shows something else than was chosen misleads. Throws Failure `not_found` for
 * an unknown or revoked one.
 */
export async function programmeOf(ctx: Ctx, displayId: string): Promise<Programme> {
	const now = ctx.now.toISOString();
	const [row] = (await ctx.db.execute(sql`
		select d.id, d.name, o.name as office, coalesce(d.time_zone, o.time_zone, p.time_zone) as "timeZone",
			d.settings, d.identify_until as "identifyUntil", d.reload_seq as "reloadSeq", l.items,
			coalesce((select json_agg(json_build_object('id', t.id, 'scene', t.scene, 'settings', t.settings,
					'from', t.from, 'until', t.until) order by t.from desc, t.id desc)
				from display_takeovers t
				where t.ended_at is null and t.until > ${now}
					and t.from < ${now}::timestamptz + make_interval(hours => ${AHEAD_HOURS})
					and (t.display_id = d.id or (t.display_id is null
						and (t.office_id is null or t.office_id = d.office_id)))), '[]') as takeovers
		from displays d cross join program p left join offices o on o.id = d.office_id
			left join playlists l on l.id = ${FOLLOWED}
		where d.id = ${displayId} and d.revoked_at is null
	`)) as unknown as Row[];
	if (!row) throw new Failure('not_found', 'There is no such display.');
	const { items, takeovers, identifyUntil, settings, ...display } = row;
	const identified = identifyUntil !== null && new Date(identifyUntil) > ctx.now;
	const programme = {
		display: {
			...display,
			settings: displaySettingsSchema.parse(settings),
			identifyUntil: identified ? instantOf(identifyUntil) : null,
		},
		// Until somebody makes a playlist.
		items: items ?? firstItems(),
		takeovers: takeovers.map((each) => ({
			...each,
			from: instantOf(each.from),
			until: instantOf(each.until),
		})),
		contest: await shownContest(ctx),
	};
	const version = createHash('sha256').update(JSON.stringify(programme)).digest('base64url');
	return { ...programme, version: version.slice(0, 22) };
}

/** What the asking display follows: its own and no other’s. Throws Failure `not_found` once it is revoked. */
export const displayProgramme = guarded(
	'displayProgramme',
	'displays.follow.own',
	z.strictObject({}),
	async (ctx): Promise<Programme> => {
		if (ctx.actor.kind !== 'display')
			throw new Failure('not_allowed', 'Only a display follows a programme.');
		return programmeOf(ctx, ctx.actor.id);
	},
);
