import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { displaySettingsSchema } from '#lib/domain/displays/settings.ts';
import { workingMinutes } from '#lib/domain/displays/working-hours.ts';
import { guarded, withTransaction } from '../context.ts';
import { displays } from '../db/schema/displays.ts';
import { notify } from '../notices/notify.ts';

/** So many minutes of its working hours a screen may be away before anybody is told. */
export const AWAY_MINUTES = 60;

type Row = {
	id: string;
	name: string;
	office: string | null;
	timeZone: string;
	settings: unknown;
	lastSeenAt: string;
};

/** Tells owners of screens that were away for an hour of their working hours, once until they come back; gives how many. */
export const tellAway = guarded('tellAway', 'system.run', z.object({}), (ctx) =>
	withTransaction(ctx, async (tx) => {
		const hourAgo = new Date(tx.now.getTime() - AWAY_MINUTES * 60_000).toISOString();
		const silent = (await tx.db.execute(sql`
			select d.id, d.name, o.name as office, coalesce(d.time_zone, o.time_zone, p.time_zone) as "timeZone",
				d.settings, d.last_seen_at as "lastSeenAt"
			from displays d cross join program p left join offices o on o.id = d.office_id
			where d.paired_at is not null and d.revoked_at is null and d.last_seen_at <= ${hourAgo}
				and (d.away_told_at is null or d.away_told_at < d.last_seen_at)
			order by d.id for update of d skip locked
		`)) as unknown as Row[];
		const away = silent.filter(({ settings, timeZone, lastSeenAt }) => {
			const { hours } = displaySettingsSchema.parse(settings);
			return workingMinutes(new Date(lastSeenAt), tx.now, timeZone, hours) >= AWAY_MINUTES;
		});
		if (away.length === 0) return { told: 0 };
		const owners = (await tx.db.execute(
			sql`select id from people where active and role in ('owner', 'admin')`,
		)) as unknown as { id: string }[];
		for (const { id, name, office } of away) {
			await notify(tx, {
				people: owners.map((owner) => owner.id),
				kind: 'display_away',
				params: { display: { id, name }, office },
			});
			await tx.db.update(displays).set({ awayToldAt: tx.now }).where(eq(displays.id, id));
		}
		return { told: away.length };
	}),
);
