import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Achieved, StoryForSharing, StoryTopic } from '#lib/domain/posts/view.ts';
import { guarded } from '../context.ts';
import { broughtByPost } from './brought.ts';
import { storyForSharing } from './for-sharing.ts';

export type StoryPage = StoryForSharing &
	Achieved & {
		topics: Pick<StoryTopic, 'name' | 'isFollowed'>[];
		/** The teams and offices that it is meant for; none: everybody. */
		aim: string[];
	};

/** One story with everything that the board knows of it. Throws Failure `not_found` as storyForSharing does. */
export const readStory = guarded(
	'readStory',
	'posts.read',
	z.strictObject({ id: z.string().max(100) }),
	async (ctx, input): Promise<StoryPage> => {
		const story = await storyForSharing({ ctx, input });
		const person = ctx.actor.kind === 'person' ? ctx.actor.id : null;
		const [[more], brought] = await Promise.all([
			ctx.db.execute<{ topics: StoryPage['topics']; aim: string[] }>(sql`
				select coalesce((select jsonb_agg(jsonb_build_object('name', t.name, 'isFollowed', exists (
						select from person_topics f where f.topic_id = t.id and f.person_id = ${person}::uuid))
						order by t.name)
					from post_topics x join topics t on t.id = x.topic_id where x.post_id = ${story.id}::uuid), '[]') as topics,
				coalesce((select jsonb_agg(name order by name) from (
					select t.name from post_teams pt join teams t on t.id = pt.team_id where pt.post_id = ${story.id}::uuid
					union select o.name from post_offices po join offices o on o.id = po.office_id
						where po.post_id = ${story.id}::uuid) a), '[]') as aim`),
			broughtByPost(ctx),
		]);
		const achieved = brought.get(story.id) ?? { colleagues: 0, clicks: 0, conversations: 0 };
		return { ...story, ...achieved, ...more! };
	},
);
