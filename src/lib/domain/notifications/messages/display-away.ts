import { z } from 'zod';
import { message } from '../message.ts';

/** A paired screen has not been heard of for an hour of its working hours: for owners. */
export const displayAway = message({
	params: z.strictObject({
		display: z.strictObject({ id: z.uuid(), name: z.string().min(1) }),
		office: z.string().nullable(),
	}),
	href: ({ display }) => `/displays#screen-${display.id}`,
});
