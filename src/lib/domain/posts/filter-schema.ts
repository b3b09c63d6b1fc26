import { z } from 'zod';
import { AIMS, WHENS, type StoryFilter } from './filter.ts';

/** A filter as a verb takes it. */
export const storyFilterSchema = z.object({
	category: z.string().max(100).default(''),
	topic: z.string().max(200).default(''),
	aim: z.enum(AIMS).default('all'),
	language: z.string().max(35).default(''),
	when: z.enum(WHENS).default('all'),
}) satisfies z.ZodType<StoryFilter>;
