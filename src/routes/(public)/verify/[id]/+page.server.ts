import { error } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { checkCredential } from '#lib/server/badges/verify.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, params, setHeaders }) => {
	// Whether it holds is asked anew each time.
	setHeaders({ 'cache-control': 'no-store' });
	try {
		const checked = await checkCredential({ ctx, input: { id: params.id } });
		const { name, timeZone } = await readProgram(ctx);
		return { checked, program: name, timeZone };
	} catch (thrown) {
		if (!(thrown instanceof Failure) || !['not_found', 'invalid'].includes(thrown.code))
			throw thrown;
		error(404, { message: m.errors_not_found(), code: 'not_found' });
	}
};
