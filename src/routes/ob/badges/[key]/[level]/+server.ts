import { error } from '@sveltejs/kit';
import { openAnswer } from '#lib/server/badges/answer.ts';
import { showBadge } from '#lib/server/badges/verify.ts';
import type { RequestHandler } from './$types';

/** What a badge is: an Open Badges 3.0 Achievement, by its id. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const badge = await showBadge({ ctx: locals.ctx, input: { key: params.key } });
	const takes = badge.takes[Number(params.level) - 1];
	if (takes === undefined) error(404);
	const id = `${url.origin}${url.pathname}`;
	const achievement = {
		'@context': [
			'https://www.w3.org/ns/credentials/v2',
			'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
		],
		...{ id, type: ['Achievement'], achievementType: 'Badge', name: badge.name },
		...{ description: takes, criteria: { narrative: takes } },
		image: { id: `${id}.png`, type: 'Image' },
	};
	return openAnswer(JSON.stringify(achievement), 'application/json');
};
