import { Failure } from '#lib/domain/failure.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readDesk } from '#lib/server/showcase/desk.ts';
import { previewLetter } from '#lib/server/showcase/letters.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'showcase.curate');
	const { ctx } = event.locals;
	const { month } = await readDesk({ ctx, input: { month: event.params.month } });
	try {
		return { month, letter: await previewLetter({ ctx, input: { month } }) };
	} catch (thrown) {
		// No author has agreed yet: there is nothing that a letter may show.
		if (!(thrown instanceof Failure) || thrown.code !== 'not_found') throw thrown;
		return { month, letter: null };
	}
};
