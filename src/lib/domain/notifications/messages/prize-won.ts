import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A prize is offered to the reader, who has to say whether they take it. */
export const prizeWon = message({
	params: z.strictObject({ contest: contestRef, prize: z.string().min(1) }),
	href: () => '/prizes/mine',
});
