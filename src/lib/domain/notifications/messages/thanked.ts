import { z } from 'zod';
import { message } from '../message.ts';

/** Somebody thanked the reader. Who and for what stands with the thanks: there it goes when it is taken back. */
export const thanked = message({
	params: z.strictObject({ public: z.boolean() }),
	href: () => '/thanks',
});
