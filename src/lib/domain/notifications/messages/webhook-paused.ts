import { z } from 'zod';
import { message } from '../message.ts';

/** A webhook is sent nothing more for now: for admins, who can see to it. */
export const webhookPaused = message({
	params: z.strictObject({
		webhook: z.strictObject({ id: z.uuid(), host: z.string().min(1) }),
		because: z.enum(['failing', 'gone']),
	}),
	href: ({ webhook }) => `/webhooks/${webhook.id}`,
});
