import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { masked } from '#lib/domain/people/appearance.ts';
import { WITHDRAW_MINUTES } from '#lib/domain/recognition/limits.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, withTransaction } from '../context.ts';
import { masksOf, NAMED_EVERYWHERE } from '../people/shown.ts';
import { enqueueWebhook } from '../webhooks/enqueue.ts';

/** What is older was given before anybody could be told, or while the portal was away for days: it is no news. */
const NEWS_HOURS = 48;
const MOST = 200;

type Person = { externalId: string; name: string; team: string };
type Row = { id: string; message: string; badge: string | null; at: number } & Record<
	'from' | 'to',
	Person
>;

const person = (alias: 'f' | 'p') =>
	sql.raw(`jsonb_build_object('externalId', ${alias}.external_id, 'name', ${alias}.name, 'team', (
		select t.name from teams t where t.id = ${alias}.team_id))`);

/**
 * Tells other systems of public thanks once they can no longer be taken back, each once. Who is thanked and does not appear by
 * name is told of to nobody: the words could say who they are. Gives how many were told.
 */
export const tellThanks = guarded('tellThanks', 'system.run', z.object({}), (ctx) =>
	withTransaction(ctx, async (tx) => {
		const before = (minutes: number) => instantOf(new Date(tx.now.getTime() - minutes * 60_000));
		const rows = await tx.db.execute<Row>(sql`
			select r.id, r.message, r.badge, ${ms(sql`r.created_at`)} as at, ${person('f')} as "from", ${person('p')} as "to"
			from recognitions r join people f on f.id = r.from_person join people p on p.id = r.to_person and p.active
			where r.public and r.withdrawn_at is null and r.kept_at is null and ${NAMED_EVERYWHERE}
				and r.created_at < ${before(WITHDRAW_MINUTES)} and r.created_at > ${before(NEWS_HOURS * 60)}
				and not exists (select from webhook_messages m where m.key = 'recognition.given:' || r.id)
			order by r.created_at, r.id limit ${MOST}`);
		// A webhook leaves the portal.
		const masks = await masksOf(tx.db, ['directory', 'outside']);
		for (const { id, message, badge, at, from, to } of rows) {
			await enqueueWebhook(tx, {
				...{ type: 'recognition.given', key: `recognition.given:${id}`, at: tx.now },
				data: {
					...{ id, from: masked(from, masks.get(from.externalId)), to, message, badge },
					at: new Date(at).toISOString(),
				},
			});
		}
		return { told: rows.length };
	}),
);
