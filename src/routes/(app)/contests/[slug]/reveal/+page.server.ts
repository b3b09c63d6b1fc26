import { requirePerson } from '#lib/server/auth/guard.ts';
import { readBoard } from '#lib/server/boards/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { readReveal } from '#lib/server/reveals/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const { ctx } = event.locals;
	const { slug } = event.params;
	const [{ name, prizes }, board, view] = await Promise.all([
		readContest({ ctx, input: { slug } }),
		readBoard({ ctx, input: { contest: slug, top: 1 } }),
		readReveal({ ctx, input: { contest: slug } }),
	]);
	const { shown, state, ...at } = view;
	const begun = state === 'running' || state === 'done';
	const reveal = begun ? { ...at, state } : null;
	return { contest: { slug, name, prizes }, board, reveal, held: state === 'waiting', shown };
};
