import type { z } from 'zod';
import type { Guarded } from '../../context.ts';

/** A verb or query as an operation names it, whatever it takes and gives. */
export type AnyVerb = Guarded<never, unknown>;

/** One method of one path, in the words of API.md; its input's schema and its permission are the verb's own. */
export type Operation = {
	method: 'get' | 'post' | 'put' | 'patch' | 'delete';
	/** Below /api/v1, parameters in braces. */
	path: string;
	verb: AnyVerb;
	summary: string;
	description?: string;
	/** Which fields of the verb's input stand in the path: the path's name → the field's. */
	inPath?: Record<string, string>;
	/** Which fields stand in the query. */
	inQuery?: readonly string[];
	/** Fields of the verb that no request carries. */
	hidden?: readonly string[];
	/** The body, where the verb takes it otherwise than as its own fields. */
	body?: z.ZodType;
	/** Request headers that it needs, beside Authorization. */
	headers?: Record<string, string>;
	/** A body as one would send it; a test sends each through the verb's schema. */
	example?: object;
	/** Good answers by status; no schema for one without a body; `types` for a file of one of these. */
	answers: Record<number, { description: string; schema?: z.ZodType; types?: readonly string[] }>;
	/** Refusals beside 401, 403, 413, 422 and 429. */
	refusals?: readonly (404 | 409)[];
};
