import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { SceneKey } from '#lib/domain/displays/scenes/keys.ts';
import { guarded } from '../context.ts';
import { idsOf } from '../db/lists.ts';
import { hostedOffices } from './hosts.ts';

/** What interrupts playlists just now. */
export type RunningShow = {
	id: string;
	scene: SceneKey;
	/** What a message says first; empty for other scenes. */
	title: string;
	/** Name of the display; null: an office's, or all. */
	display: string | null;
	office: string | null;
	/** RFC 3339, UTC. */
	until: string;
};

/** The interruptions that run and that the actor may end, those that end first. Throws Failure `not_allowed`. */
export const listShows = guarded(
	'listShows',
	'displays.host',
	z.strictObject({}),
	async (ctx): Promise<RunningShow[]> => {
		const hosted = await hostedOffices(ctx);
		const offices = idsOf(hosted ?? []);
		const rows = await ctx.db.execute<RunningShow>(sql`
			select t.id, t.scene, coalesce(t.settings ->> 'title', t.settings ->> 'text', '') as title,
				d.name as display, o.name as office, t.until
			from display_takeovers t left join displays d on d.id = t.display_id
				left join offices o on o.id = coalesce(t.office_id, d.office_id)
			where t.ended_at is null and t.until > ${ctx.now.toISOString()} and d.revoked_at is null
				and ${hosted === null ? sql`true` : sql`o.id = any(${offices})`}
			order by t.until, t.id
		`);
		return rows.map((row) => ({ ...row, until: new Date(row.until).toISOString() }));
	},
);
