import { HAND_FIELDS } from '#lib/domain/whatif/hand.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readWhatIfPage } from '#lib/server/previews/page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'contests.preview');
	const { searchParams } = event.url;
	const fields = HAND_FIELDS.filter((field) => searchParams.has(field));
	const typed = fields.map((field) => [field, (searchParams.get(field) ?? '').slice(0, 2000)]);
	const text = (name: string) => searchParams.get(name) ?? '';
	const page = await readWhatIfPage({
		ctx: event.locals.ctx,
		input: {
			contest: event.params.slug,
			draft: searchParams.get('draft'),
			typed: typed.length === 0 ? null : Object.fromEntries(typed),
			period: text('period').slice(0, 100),
			from: text('from'),
			to: text('to'),
		},
	});
	return { ...page, onlyMoved: text('show') === 'moved' };
};
