import { readScreen } from './read-screen.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ screen: await readScreen(event) });
