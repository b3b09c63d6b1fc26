import { redirect } from '@sveltejs/kit';
import { endLetters } from '#lib/server/showcase/subscribe.ts';
import type { Actions, PageServerLoad } from './$types';

/** Opening it ends nothing: mail programs and scanners look at every link. */
export const load: PageServerLoad = ({ url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	return { ended: url.searchParams.get('done') === '1' };
};

export const actions: Actions = {
	async default({ params, url, locals: { ctx } }) {
		await endLetters({ ctx, input: { key: params.key } });
		redirect(303, `${url.pathname}?done=1`);
	},
};
