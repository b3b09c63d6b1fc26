import { z } from 'zod';
import { message } from '../message.ts';

/** The time has come to share what the reader wanted to share later. */
export const shareReminder = message({
	params: z.strictObject({
		post: z.strictObject({ id: z.uuid(), title: z.string().min(1) }),
		networks: z.array(z.string()),
	}),
	href: ({ post, networks }) =>
		`/stories/${post.id}/share${networks.length > 0 ? `?to=${networks.join('.')}` : ''}`,
});
