import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { StoryTopic } from '#lib/domain/posts/view.ts';
import { guarded } from '../context.ts';
import { meantFor, offeredNow } from './offered.ts';

/** The topics of stories that are offered to the actor, and those that the actor follows, by name. */
export const listTopics = guarded(
	'listTopics',
	'posts.read',
	z.strictObject({}),
	async (ctx): Promise<StoryTopic[]> => {
		const person = ctx.actor.kind === 'person' ? ctx.actor.id : null;
		const mine = person === null ? sql`true` : meantFor(person);
		const rows = await ctx.db.execute<{ name: string; stories: number; followed: boolean }>(sql`
			select * from (
				select t.name, (select count(*)::int from post_topics x join posts p on p.id = x.post_id
						where x.topic_id = t.id and ${offeredNow(ctx)} and ${mine}) as stories,
					exists (select from person_topics f where f.topic_id = t.id and f.person_id = ${person}::uuid) as followed
				from topics t) topics
			where stories > 0 or followed order by name collate "C"`);
		return rows.map(({ name, stories, followed }) => ({ name, stories, isFollowed: followed }));
	},
);

/** Lets the signed-in person follow a topic, or no longer. Doing it twice changes nothing. Throws Failure `not_found`. */
export const followTopic = guarded(
	'followTopic',
	'topics.follow.own',
	z.strictObject({ topic: z.string().max(200), follow: z.boolean() }),
	async (ctx, { topic, follow }): Promise<void> => {
		if (ctx.actor.kind !== 'person')
			throw new Failure('not_allowed', 'Only a person follows topics.');
		const person = ctx.actor.id;
		const [known] = await ctx.db.execute<{ id: string }>(
			sql`select id from topics where name = ${topic}`,
		);
		if (!known) throw new Failure('not_found', 'There is no such topic.');
		await ctx.db.execute(
			follow
				? sql`insert into person_topics (person_id, topic_id) values (${person}::uuid, ${known.id}::uuid)
					on conflict do nothing`
				: sql`delete from person_topics where person_id = ${person}::uuid and topic_id = ${known.id}::uuid`,
		);
	},
);
