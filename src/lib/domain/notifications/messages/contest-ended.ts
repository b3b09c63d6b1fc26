import { z } from 'zod';
import { contestRef } from '../contest-ref.ts';
import { message } from '../message.ts';

/** A contest in which the reader competes is over; late facts are still taken until `settledAt`. */
export const contestEnded = message({
	params: z.strictObject({
		contest: contestRef,
		settledAt: z.iso.datetime(),
		/** IANA zone of the contest. */
		timeZone: z.string(),
	}),
	href: ({ contest }) => `/contests/${contest.slug}`,
});
