import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { FleetScreen } from '#lib/domain/displays/fleet.ts';
import type { DisplayReport } from '#lib/domain/displays/report.ts';
import { displaySettingsSchema } from '#lib/domain/displays/settings.ts';
import { displayState } from '#lib/domain/displays/state.ts';
import { guarded } from '../context.ts';
import { idsOf } from '../db/lists.ts';
import { hostedOffices } from './hosts.ts';

type Row = Omit<FleetScreen, 'settings' | 'state' | 'playlist'> & {
	settings: unknown;
	report: DisplayReport | null;
	playlistId: string | null;
	playlistName: string | null;
};

const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());

/** The paired screens that the actor looks after, by office and name; the revoked are gone. Throws Failure `not_allowed`. */
export const listFleet = guarded(
	'listFleet',
	'displays.host',
	z.strictObject({}),
	async (ctx): Promise<FleetScreen[]> => {
		const hosted = await hostedOffices(ctx);
		const offices = idsOf(hosted ?? []);
		const rows = (await ctx.db.execute(sql`
			select d.id, d.name, o.name as office, d.time_zone as "ownZone",
				coalesce(d.time_zone, o.time_zone, p.time_zone) as "timeZone", d.settings, d.revision, d.report,
				d.last_seen_at as "lastSeenAt", d.paired_at as "pairedAt",
				l.id as "playlistId", l.name as "playlistName"
			from displays d cross join program p left join offices o on o.id = d.office_id
				left join playlists l on l.id = d.playlist_id
			where d.paired_at is not null and d.revoked_at is null
				and ${hosted === null ? sql`true` : sql`d.office_id = any(${offices})`}
			order by o.name nulls first, d.name, d.id
		`)) as unknown as Row[];
		return rows.map(({ playlistId, playlistName, settings, lastSeenAt, pairedAt, ...row }) => ({
			...row,
			playlist: playlistId && playlistName ? { id: playlistId, name: playlistName } : null,
			settings: displaySettingsSchema.parse(settings),
			state: displayState(
				{
					revoked: false,
					lastSeenAt: lastSeenAt === null ? null : new Date(lastSeenAt),
					stale: row.report?.stale ?? false,
				},
				ctx.now,
			),
			lastSeenAt: iso(lastSeenAt),
			pairedAt: iso(pairedAt)!,
		}));
	},
);
