import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A contest in which the reader competes has begun. */
export const contestStarted = message({
	params: z.strictObject({
		contest: contestRef,
		endsAt: z.iso.datetime(),
		/** IANA zone of the contest. */
		timeZone: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}`,
});
