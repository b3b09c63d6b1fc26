import type { Policy } from '#lib/domain/sharing/policy.ts';
import { DEFAULT_POLICY } from '#lib/domain/sharing/policy.ts';
import { postCopies } from '#lib/server/db/schema/posts.ts';
import { readSharingPolicy, saveSharingPolicy } from '#lib/server/sharing/policy.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { aPost } from '#tests/support/people.ts';

export const SUGGESTED =
	'We published every pay band. The first question I got was not the one I expected.';
export const OWN = 'As a parent back from leave I looked up my own number before anybody else’s.';

/** A story with one suggestion for LinkedIn that every reader may take. */
export async function aStory(database: TestDatabase, over: Parameters<typeof aPost>[1] = {}) {
	const post = await aPost(database, over);
	await database.connections.db
		.insert(postCopies)
		.values({ postId: post.id, network: 'linkedin', text: SUGGESTED });
	return post;
}

/** Changes some of what the program says about sharing. */
export async function setPolicy(database: TestDatabase, over: Partial<Policy>): Promise<void> {
	const ctx = database.ctx();
	const { revision } = await readSharingPolicy({ ctx, input: {} });
	await saveSharingPolicy({ ctx, input: { revision, policy: { ...DEFAULT_POLICY, ...over } } });
}
