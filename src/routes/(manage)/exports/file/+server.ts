import { redirect } from '@sveltejs/kit';
import { filterOf } from '#lib/domain/audit/filter.ts';
import { Failure } from '#lib/domain/failure.ts';
import { fileAnswer } from '#lib/server/api/file-answer.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { exportData } from '#lib/server/exports/export.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { RequestHandler } from './$types';

/** Which of the page's sentences a refusal is. */
function problemOf({ code, errors }: Failure): string {
	if (code === 'too_many') return 'busy';
	if (code === 'conflict') return 'result';
	const fields = errors.map(({ path }) => path);
	if (fields.includes('contest') || code === 'not_found') return 'contest';
	return fields.includes('from') || fields.includes('to') ? 'period' : 'other';
}

/** The page's form: days are whole ones of the program's zone. What is refused goes back to the page, as it was filled in. */
export const GET: RequestHandler = async (event) => {
	requirePerson(event, 'exports.read');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const back = (problem: string) =>
		redirect(303, `/exports?${new URLSearchParams([...searchParams, ['problem', problem]])}`);
	const text = (name: string) => searchParams.get(name)?.trim() ?? '';
	const { timeZone } = await readProgram(ctx);
	const period = filterOf({ who: '', what: '', from: text('from'), to: text('to') }, timeZone);
	if (!period) back('period');
	const input = {
		...{ ...period, what: text('what'), format: text('format') || 'csv' },
		...(text('contest') ? { contest: text('contest') } : {}),
		...(text('bom') ? { bom: 'true' } : {}),
	} as never;
	try {
		return fileAnswer(await exportData({ ctx, input }));
	} catch (error) {
		if (error instanceof Failure) back(problemOf(error));
		throw error;
	}
};
