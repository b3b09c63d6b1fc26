import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** How a prize of the reader's went on: `state` as in prize_awards. */
export const prizeChanged = message({
	params: z.strictObject({
		contest: contestRef,
		prize: z.string().min(1),
		state: z.enum(['accepted', 'approved', 'handed_over', 'declined', 'withdrawn']),
	}),
	href: () => '/prizes/mine',
});
