import { json } from '@sveltejs/kit';
import { readScreen } from '../read-screen.server.ts';
import type { RequestHandler } from './$types';

/** The display's screen as it is now, for the page to ask again. The key is the permission, as on the page. */
export const GET: RequestHandler = async (event) => json(await readScreen(event));
