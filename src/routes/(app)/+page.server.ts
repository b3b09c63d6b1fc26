import { REQUIREMENT_PAGES, type Requirement } from '#lib/domain/contest/requirements.ts';
import { m } from '#lib/paraglide/messages.js';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readHome } from '#lib/server/boards/home.ts';
import { createOwnLink } from '#lib/server/links/create.ts';
import { linkAddress } from '#lib/server/origin.ts';
import { drawnNews } from './news.server.ts';
import { noContest, noStories } from './nothing-yet.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Worded here: the page has no byte of script to spare. */
const TODO: Record<Requirement, () => string> = {
	guidelines: m.board_unmet_guidelines,
	certificate: m.board_unmet_certificate,
	disclosure: m.board_unmet_disclosure,
};

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const category = event.url.searchParams.get('category') ?? undefined;
	const { ctx } = event.locals;
	const [{ unmet, ...home }, news] = await Promise.all([
		readHome({ ctx, input: { category } }),
		drawnNews(ctx),
	]);
	return {
		...{ ...home, news },
		noContest: home.contest ? null : await noContest(ctx),
		noStories: home.posts.length > 0 ? null : noStories(ctx, category),
		unmet: unmet && {
			text: unmet.over ? m.board_unmet_over() : m.home_unmet(),
			todo: unmet.missing.map((one) => ({ href: REQUIREMENT_PAGES[one], text: TODO[one]() })),
		},
	};
};

export const actions: Actions = {
	async link(event) {
		requirePerson(event);
		const form = await event.request.formData();
		const kept = { post: String(form.get('post')), network: String(form.get('network')) };
		try {
			const { slug } = await createOwnLink({ ctx: event.locals.ctx, input: kept });
			return { ...kept, link: linkAddress(slug) };
		} catch (thrown) {
			return refusal(thrown, kept);
		}
	},
};
