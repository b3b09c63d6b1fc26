import { exportContest } from '#lib/server/results/export.ts';
import { download, refused, wanted } from '#lib/server/api/download.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const file = await exportContest({ ctx: locals.ctx, input: wanted(params.slug, url) });
		return download(file.stream, file.name);
	} catch (error) {
		return refused(error);
	}
};
