import { requirePerson } from '#lib/server/auth/guard.ts';
import { listLessonDrafts, readGuidelinesDraft } from '#lib/server/learning/drafts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'learning.write');
	const { ctx } = event.locals;
	const [guidelines, lessons] = await Promise.all([
		readGuidelinesDraft({ ctx, input: {} }),
		listLessonDrafts({ ctx, input: {} }),
	]);
	return { guidelines, lessons };
};
