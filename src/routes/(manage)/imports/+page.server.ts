import { redirect } from '@sveltejs/kit';
import { IMPORT_KINDS, KIND_NEEDS, type ImportKindKey } from '#lib/domain/imports/registry.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { MAX_PIECE } from '#lib/server/imports/file.ts';
import { takeWhole, whole } from './arrive.server.ts';
import { listImports, listSources } from '#lib/server/imports/queries.ts';
import { beginImport, discardImport } from '#lib/server/imports/receive.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = requirePerson(event, 'imports.write');
	const { ctx } = event.locals;
	const [imports, sources, { timeZone }] = await Promise.all([
		listImports({ ctx, input: {} }),
		listSources({ ctx, input: {} }),
		readProgram(ctx),
	]);
	const kinds = IMPORT_KINDS.filter((kind) => may(actor, KIND_NEEDS[kind]));
	return { imports, sources, kinds, timeZone, pieceBytes: MAX_PIECE };
};

export const actions: Actions = {
	/** The whole file at once, where there is no script to send it in pieces. */
	async upload(event) {
		requirePerson(event, 'imports.write');
		const { ctx } = event.locals;
		const form = await event.request.formData();
		const file = form.get('file');
		const kept = { kind: String(form.get('kind')), source: String(form.get('source') ?? '') };
		let id: string | null = null;
		let href: string;
		try {
			if (!(file instanceof File) || file.name === '')
				throw new Failure('invalid', 'There is no file.', { reason: 'no_file' });
			const input = { ...kept, kind: kept.kind as ImportKindKey, fileName: file.name };
			({ id } = await beginImport({ ctx, input }));
			await takeWhole(ctx, id, file);
			href = await whole(ctx, id);
		} catch (thrown) {
			if (id) await discardImport({ ctx, input: { id } }).catch(() => null);
			return refusal(thrown, kept);
		}
		redirect(303, href);
	},
};
