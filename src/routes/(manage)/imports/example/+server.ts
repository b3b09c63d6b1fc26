import { error } from '@sveltejs/kit';
import { exampleFile, IMPORT_KINDS } from '#lib/domain/imports/registry.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { csvFile } from '#lib/server/imports/csv.ts';
import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** A small file of a kind that is right. */
export const GET: RequestHandler = (event) => {
	requirePerson(event, 'imports.write');
	const kind = IMPORT_KINDS.find((one) => one === event.url.searchParams.get('kind'));
	if (!kind) error(404, { message: m.errors_not_found(), code: 'not_found' });
	return csvFile([exampleFile(kind)], `laurel-${kind}.csv`);
};
