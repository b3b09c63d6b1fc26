import { problem } from '#lib/server/api/problem.ts';
import type { RequestHandler } from './$types';

/** Whatever else is asked for below /api. */
export const fallback: RequestHandler = () => problem(404, 'not_found', { title: 'Not found' });
