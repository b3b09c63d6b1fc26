import { filterOf } from '#lib/domain/audit/filter.ts';
import { listAudit, listAuditNouns } from '#lib/server/audit/queries.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'audit.read');
	const { ctx } = event.locals;
	const { searchParams } = event.url;
	const text = (name: string) => (searchParams.get(name) ?? '').trim().slice(0, 100);
	const filter = { who: text('who'), what: text('what'), from: text('from'), to: text('to') };
	const { timeZone } = await readProgram(ctx);
	const asked = filterOf(filter, timeZone);
	const place = Number(searchParams.get('before'));
	const before = Number.isSafeInteger(place) && place > 0 ? { before: place } : {};
	const [page, newest, nouns] = await Promise.all([
		listAudit({ ctx, input: { ...asked, ...before } }),
		listAudit({ ctx, input: { limit: 1 } }),
		listAuditNouns({ ctx, input: {} }),
	]);
	return {
		...page,
		newest: newest.entries[0] ?? null,
		nouns,
		filter,
		badFilter: asked === null,
		older: 'before' in before,
		timeZone,
	};
};
