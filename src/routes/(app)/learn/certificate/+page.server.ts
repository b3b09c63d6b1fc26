import { redirect } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readCertificate } from '#lib/server/learning/queries.ts';
import { languageFor } from '#lib/server/learning/language.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	const language = languageFor(event);
	try {
		const certificate = await readCertificate({ ctx: event.locals.ctx, input: { language } });
		return { certificate, language };
	} catch (thrown) {
		// The overview says what is missing.
		if (thrown instanceof Failure && thrown.code === 'not_found')
			redirect(303, `/learn?lang=${language}`);
		throw thrown;
	}
};
