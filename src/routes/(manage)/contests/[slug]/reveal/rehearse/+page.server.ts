import { requirePerson } from '#lib/server/auth/guard.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { Failure } from '#lib/domain/failure.ts';
import { rehearseReveal } from '#lib/server/reveals/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'reveal.drive');
	const { ctx } = event.locals;
	const { slug } = event.params;
	const { name, prizes, phase } = await readContest({ ctx, input: { slug } });
	const step = event.url.searchParams.get('step') ?? 0;
	const rehearsal = await rehearseReveal({ ctx, input: { contest: slug, step } }).catch(
		(thrown: unknown) => {
			if (thrown instanceof Failure && thrown.reason === 'nothing_frozen') return null;
			throw thrown;
		},
	);
	return { contest: { slug, name, prizes, phase }, rehearsal };
};
