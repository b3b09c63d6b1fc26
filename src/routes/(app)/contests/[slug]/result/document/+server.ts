import { readResultDocument } from '#lib/server/results/queries.ts';
import { download, refused, wanted } from '#lib/server/api/download.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const input = wanted(params.slug, url);
		const { document, number } = await readResultDocument({ ctx: locals.ctx, input });
		return download(document, `${params.slug}-result-${number}.document.json`);
	} catch (error) {
		return refused(error);
	}
};
