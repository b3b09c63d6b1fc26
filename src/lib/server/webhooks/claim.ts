import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.ts';

/** Longer than an attempt can take: what a server that was killed had claimed is another's after this. */
export const CLAIM_SECONDS = 60;
/** Attempts at one webhook at a time: one that is slow leaves the others their lanes. */
const PER_WEBHOOK = 4;

/** A delivery that nobody else attempts for CLAIM_SECONDS. */
export type Claimed = {
	id: string;
	claim: string;
	webhookId: string;
	url: string;
	messageId: string;
	body: string;
	/** The number of this attempt in its round, from 1. */
	attempt: number;
	/** All that sign now, the newest first. */
	secrets: string[];
};

/**
 * Takes up to `limit` deliveries that are due, by the database's clock. Two servers never take the same: locked rows are
 * skipped, and claimed ones are not due. Those of a paused webhook wait, except for tests.
 */
export async function claimDue(db: Db, limit: number): Promise<Claimed[]> {
	return (await db.execute(sql`
		with due as (
			select d.id, row_number() over (partition by d.webhook_id order by d.next_at, d.id) as n, (
				select count(*) from webhook_deliveries busy
				where busy.webhook_id = d.webhook_id and busy.claimed_until > clock_timestamp()
			) as busy
			from webhook_deliveries d join webhooks w on w.id = d.webhook_id
				join webhook_messages m on m.id = d.message_id
			where d.state = 'waiting' and d.next_at <= clock_timestamp()
				and (d.claimed_until is null or d.claimed_until <= clock_timestamp())
				and (w.paused_at is null or m.type = 'test')
		), taken as (
			select id from webhook_deliveries
			where id in (select id from due where n + busy <= ${PER_WEBHOOK})
				and state = 'waiting' and next_at <= clock_timestamp()
				and (claimed_until is null or claimed_until <= clock_timestamp())
			order by next_at, id limit ${limit} for update skip locked
		)
		update webhook_deliveries d
		set claim = ${randomUUID()}, claimed_until = clock_timestamp() + make_interval(secs => ${CLAIM_SECONDS})
		from webhooks w, webhook_messages m
		where d.id in (select id from taken) and w.id = d.webhook_id and m.id = d.message_id
		returning d.id, d.claim, w.id as "webhookId", w.url, m.id as "messageId", m.body, d.tries + 1 as attempt,
			array(select s.secret from webhook_secrets s where s.webhook_id = w.id
				and (s.ends_at is null or s.ends_at > clock_timestamp()) order by s.id desc) as secrets
	`)) as unknown as Claimed[];
}

/** Gives back what was claimed and not attempted, so that nobody waits for the claim to end. */
export async function giveBack(
	db: Db,
	{ id, claim }: Pick<Claimed, 'id' | 'claim'>,
): Promise<void> {
	await db.execute(sql`
		update webhook_deliveries set claim = null, claimed_until = null where id = ${id} and claim = ${claim}`);
}
