import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A contest's result stands. It carries no place: while the reveal is awaited nobody is to read one here. */
export const resultFinal = message({
	params: z.strictObject({ contest: contestRef }),
	href: ({ contest }) => `/contests/${contest.slug}/result`,
});
