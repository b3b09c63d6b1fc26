import { z } from 'zod';
import { event } from '../event.ts';

export const test = event({
	summary: 'Somebody pressed “Send a test”. It goes to that one webhook, whatever it listens to.',
	data: z.strictObject({ message: z.string() }),
	example: { message: 'Laurel reaches you.' },
});
