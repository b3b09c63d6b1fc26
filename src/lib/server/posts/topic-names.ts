import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';

export type OwnedTopic = { id: string; name: string; stories: number; followers: number };

/** Every topic by name, with how many stories it has, drafts too, and how many people follow it. */
export const listOwnedTopics = guarded(
	'listOwnedTopics',
	'posts.write',
	z.strictObject({}),
	async (ctx): Promise<OwnedTopic[]> => [
		...(await ctx.db.execute<OwnedTopic>(sql`
			select t.id, t.name, (select count(*)::int from post_topics x where x.topic_id = t.id) as stories,
				(select count(*)::int from person_topics x where x.topic_id = t.id) as followers
			from topics t order by t.name collate "C"`)),
	],
);

/** Gives a topic another name, everywhere at once. Throws Failure `not_found`, and `conflict` (topic_taken) when another has it. */
export const renameTopic = guarded(
	'renameTopic',
	'posts.write',
	z.strictObject({ id: z.uuid(), name: textSchema(100) }),
	(ctx, { id, name }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const { name: before } = await lockTopic(tx, sql`id = ${id}::uuid`);
			const taken = () =>
				new Failure('conflict', 'There is a topic of that name.', { reason: 'topic_taken' });
			try {
				await tx.db.execute(sql`update topics set name = ${name} where id = ${id}::uuid`);
			} catch (error) {
				const { cause } = error as { cause?: { constraint_name?: string } };
				throw cause?.constraint_name === 'topics_name_unique' ? taken() : error;
			}
			await appendAudit(tx, {
				action: 'topic.rename',
				target: `topic:${id}`,
				details: { before, name },
			});
		}),
);

/**
 * Puts a topic's stories and followers under the topic named `into` and removes it. There is no way back: whose they were is
 * not kept. Throws Failure `not_found` when either is gone, `conflict` (same) for itself.
 */
export const mergeTopics = guarded(
	'mergeTopics',
	'posts.write',
	z.strictObject({ id: z.uuid(), into: textSchema(100) }),
	(ctx, { id, into }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			// In one order, so that two merges of the same pair wait for one another.
			await tx.db.execute(sql`
				select from topics where id = ${id}::uuid or name = ${into} order by id for update`);
			const from = await lockTopic(tx, sql`id = ${id}::uuid`);
			const target = await lockTopic(tx, sql`name = ${into}`);
			if (from.id === target.id)
				throw new Failure('conflict', 'That is the same topic.', { reason: 'same' });
			for (const [table, whose] of [
				[sql`post_topics`, sql`post_id`],
				[sql`person_topics`, sql`person_id`],
			] as const) {
				await tx.db.execute(sql`
					insert into ${table} (${whose}, topic_id) select ${whose}, ${target.id}::uuid from ${table}
					where topic_id = ${id}::uuid on conflict do nothing`);
			}
			await tx.db.execute(sql`delete from topics where id = ${id}::uuid`);
			await appendAudit(tx, {
				action: 'topic.merge',
				target: `topic:${target.id}`,
				details: { from: from.name, into },
			});
		}),
);

async function lockTopic(
	tx: Ctx,
	which: ReturnType<typeof sql>,
): Promise<{ id: string; name: string }> {
	const [row] = await tx.db.execute<{ id: string; name: string }>(
		sql`select id, name from topics where ${which} for update`,
	);
	if (!row) throw new Failure('not_found', 'There is no such topic.');
	return row;
}
