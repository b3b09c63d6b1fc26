import { readOperations } from '#lib/server/api/openapi/reading.ts';
import type { PageServerLoad } from './$types';

/** For everybody, like the description itself. */
export const load: PageServerLoad = () => ({ operations: readOperations() });
