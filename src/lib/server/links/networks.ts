import { z } from 'zod';
import { isStorable } from '#lib/domain/text.ts';

/** A network's name as it stands in links and in utm_source: lower case, no spaces. */
export const networkSchema = z
	.string()
	.trim()
	.toLowerCase()
	.min(1)
	.max(40)
	.regex(/^[a-z0-9][a-z0-9._-]*$/, 'lower-case letters, digits, dot, hyphen and underscore')
	.refine(isStorable);
