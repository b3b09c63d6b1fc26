import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { KINDS } from '#lib/domain/imports/registry.ts';
import type { Column } from '#lib/domain/imports/kind.ts';
import type { ImportView } from '#lib/domain/imports/view.ts';
import type { Problem } from '#lib/domain/imports/reasons.ts';
import { refusal } from '#lib/server/auth/form.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import type { Ctx } from '#lib/server/context.ts';
import { mappingOf } from '../arrive.server.ts';
import { judgeFirstLines, readImport } from '#lib/server/imports/queries.ts';
import { discardImport } from '#lib/server/imports/receive.ts';
import { firstRefusals } from '#lib/server/imports/refusals.ts';
import { cancelImport, saveMapping, startImport } from '#lib/server/imports/start.ts';
import { restoreImport, undoImport } from '#lib/server/imports/undo.ts';
import { columnName, lackingText, problemText } from '#lib/server/imports/words.ts';
import { readProgram } from '#lib/server/programs/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

const SHOWN_REFUSALS = 20;

/** Lines with what is wrong with them in words. */
const inWords = <L extends { problems: Problem[] }>(lines: readonly L[]) =>
	lines.map((line) => ({ ...line, problems: line.problems.map(problemText) }));

async function mapOf(ctx: Ctx, { id, kind }: ImportView) {
	const map = await judgeFirstLines({ ctx, input: { id } });
	const columns = (KINDS[kind].columns as readonly Column[]).map(
		({ key, needed = false, fixable = false }) => ({ key, name: columnName(key), needed, fixable }),
	);
	return { ...map, columns, lacking: lackingText(map.lacking), lines: inWords(map.lines) };
}

async function refusalsOf(ctx: Ctx, id: string) {
	const { headers, lines } = await firstRefusals({ ctx, input: { id, limit: SHOWN_REFUSALS } });
	return { headers, lines: inWords(lines) };
}

export const load: PageServerLoad = async (event) => {
	requirePerson(event, 'imports.write');
	const { ctx } = event.locals;
	const { id } = event.params;
	const { searchParams } = event.url;
	try {
		const one = await readImport({ ctx, input: { id } });
		const earlier = searchParams.get('earlier');
		return {
			one,
			timeZone: (await readProgram(ctx)).timeZone,
			map: one.state === 'mapping' ? await mapOf(ctx, one) : null,
			// Of a check, too, that was made while it is being mapped.
			refusals: one.counts && !one.swept ? await refusalsOf(ctx, id) : null,
			earlier: earlier ? await readImport({ ctx, input: { id: earlier } }) : null,
			/** What links of the page ask for, so that they work without a script. */
			undoing: searchParams.get('undo') === 'yes',
			removed: Number(searchParams.get('removed') ?? 0),
			kept: Number(searchParams.get('kept') ?? 0),
		};
	} catch (thrown) {
		if (!(thrown instanceof Failure)) throw thrown;
		error(404, { message: m.errors_not_found(), code: 'not_found' });
	}
};

type Press = (ctx: Ctx, input: { id: string }) => Promise<unknown>;

/** One press; goes back to the page, or to where `run` says. */
async function press(event: RequestEvent<{ id: string }>, run: Press): Promise<never | object> {
	requirePerson(event, 'imports.write');
	const { id } = event.params;
	let to: unknown;
	try {
		to = await run(event.locals.ctx, { id });
	} catch (thrown) {
		return refusal(thrown, {});
	}
	redirect(303, typeof to === 'string' ? to : `/imports/${id}`);
}

async function save(event: RequestEvent<{ id: string }>, ctx: Ctx): Promise<void> {
	const mapping = mappingOf(await event.request.formData());
	await saveMapping({ ctx, input: { id: event.params.id, mapping } });
}

export const actions: Actions = {
	look: (event) => press(event, (ctx) => save(event, ctx)),
	start: (event) =>
		press(event, async (ctx, input) => {
			await save(event, ctx);
			await startImport({ ctx, input });
		}),
	check: (event) =>
		press(event, async (ctx, { id }) => {
			await save(event, ctx);
			await startImport({ ctx, input: { id, check: true } });
		}),
	again: (event) => press(event, (ctx, input) => startImport({ ctx, input })),
	stop: (event) => press(event, (ctx, input) => cancelImport({ ctx, input })),
	discard: (event) =>
		press(event, async (ctx, input) => {
			await discardImport({ ctx, input });
			return '/imports';
		}),
	undo: (event) =>
		press(event, async (ctx, input) => {
			const { removed, kept } = await undoImport({ ctx, input });
			return `/imports/${input.id}${removed + kept > 0 ? `?removed=${removed}&kept=${kept}` : ''}`;
		}),
	restore: (event) => press(event, (ctx, input) => restoreImport({ ctx, input })),
};
