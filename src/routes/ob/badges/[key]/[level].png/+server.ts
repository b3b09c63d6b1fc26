import { badgeRow } from '#lib/domain/badges/svg.ts';
import { openAnswer } from '#lib/server/badges/answer.ts';
import { showBadge } from '#lib/server/badges/verify.ts';
import { drawPng } from '#lib/server/pictures/draw.ts';
import type { RequestHandler } from './$types';

/** Large enough for a wall. */
const PIXELS = 400;

/** The picture of a badge at a level. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { art } = await showBadge({ ctx: locals.ctx, input: { key: params.key } });
	const level = Math.max(1, Math.min(3, Number(params.level) || 1));
	return openAnswer(await drawPng(badgeRow([{ badge: art, level }], PIXELS).svg), 'image/png');
};
