import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { DraftCard, DraftView } from '#lib/domain/contest/draft.ts';
import { formToContest } from '#lib/domain/contest/form-check.ts';
import { differences } from '#lib/domain/contest/form-fields.ts';
import { contestToForm } from '#lib/domain/contest/form-of.ts';
import type { ContestForm } from '#lib/domain/contest/form.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { loadContest } from '../boards/contest.ts';
import { ms } from '../boards/standing-rows.ts';
import { storedForm } from './draft-rows.ts';
import { checkDraft } from './draft-problems.ts';
import { readContest } from './queries.ts';

type Row = {
	id: string;
	slug: string | null;
	name: string;
	form: unknown;
	base: unknown;
	revision: number;
	contestRevision: number | null;
	updatedAt: number;
	updatedBy: string | null;
};

async function select(ctx: Ctx, where: SQL): Promise<Row[]> {
	return (await ctx.db.execute(sql`
		select d.id, c.slug, d.name, d.form, d.base, d.revision, c.revision as "contestRevision",
			${ms(sql`d.updated_at`)} as "updatedAt", p.name as "updatedBy"
		from contest_drafts d left join contests c on c.id = d.contest_id left join people p on p.id = d.updated_by
		${where} order by d.updated_at desc, d.id`)) as unknown as Row[];
}

const card = ({ id, slug, name, updatedAt, updatedBy }: Row) => ({
	...{ id, contest: slug, name, updatedBy },
	updatedAt: new Date(updatedAt).toISOString(),
});

/** Fields of the contest that were changed since the draft was begun and that the draft has otherwise. */
async function staleFields(ctx: Ctx, row: Row, form: ContestForm): Promise<DraftView['stale']> {
	if (row.slug === null || row.base === null) return [];
	const now = contestToForm(await readContest({ ctx, input: { slug: row.slug } }));
	const moved = new Set(differences(storedForm(row.base), now).map(({ path }) => path));
	return differences(form, now).filter(({ path }) => moved.has(path));
}

/** One draft with what keeps it from being published. Throws Failure `not_found`. */
export const readDraft = guarded(
	'readDraft',
	'contests.write',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<DraftView> => {
		const [row] = await select(ctx, sql`where d.id = ${id}`);
		if (!row) {
			throw new Failure('not_found', 'There is no such draft: it was published or thrown away.');
		}
		const form = storedForm(row.form);
		const contest = row.slug === null ? null : await loadContest(ctx.db, { slug: row.slug });
		const checked = await checkDraft(ctx, form, contest);
		return {
			...card(row),
			form,
			revision: row.revision,
			contestRevision: row.contestRevision,
			problems: checked.ok ? [] : checked.problems,
			stale: await staleFields(ctx, row, form),
		};
	},
);

/** Every draft, the one that was saved last first. Its problems are those of the form alone. */
export const listDrafts = guarded(
	'listDrafts',
	'contests.write',
	z.strictObject({}),
	async (ctx): Promise<DraftCard[]> =>
		(await select(ctx, sql``)).map((row) => {
			const checked = formToContest(storedForm(row.form));
			return { ...card(row), problems: checked.ok ? 0 : checked.problems.length };
		}),
);
