import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { FeedView } from '#lib/domain/posts/desk-view.ts';
import { guarded } from '../context.ts';

type Row = {
	id: string;
	url: string;
	name: string;
	category: string;
	every_minutes: number;
	paused: boolean;
	revision: number;
	failures: number;
	problem: string | null;
	last_read_at: string | null;
	last_success_at: string | null;
	next_read_at: string;
	waiting: number;
};

const iso = (at: string | null) => (at === null ? null : new Date(at).toISOString());

/** Every feed with its health and how many of its items wait, those that fail first, then by name. */
export const listFeeds = guarded(
	'listFeeds',
	'feeds.read',
	z.strictObject({}),
	async (ctx): Promise<FeedView[]> => {
		const rows = await ctx.db.execute<Row>(sql`
			select f.id, f.url, f.name, c.name as category, f.every_minutes, f.paused, f.revision, f.failures, f.problem,
				f.last_read_at, f.last_success_at, f.next_read_at,
				(select count(*)::int from feed_items i where i.feed_id = f.id and i.state = 'new') as waiting
			from feeds f join categories c on c.id = f.category_id
			order by f.paused, f.failures desc, f.name, f.url`);
		return rows.map((row) => ({
			...{ id: row.id, url: row.url, name: row.name || row.url, category: row.category },
			...{ everyMinutes: row.every_minutes, paused: row.paused, failures: row.failures },
			...{ revision: row.revision, problem: row.problem, waiting: row.waiting },
			lastReadAt: iso(row.last_read_at),
			lastSuccessAt: iso(row.last_success_at),
			nextReadAt: iso(row.next_read_at)!,
		}));
	},
);
