import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { ImportedPerson } from '#lib/domain/imports/kind.ts';
import type { Ctx } from '../context.ts';
import { importMade } from '../db/schema/imports.ts';
import { upsertPeople } from '../people/upsert.ts';
import type { Recorder, Taken } from './record-facts.ts';

type Own = { line: number; person: ImportedPerson };

const FIELD = /^people\.(\d+)\.email$/;

async function idsOf(ctx: Ctx, externalIds: readonly string[]): Promise<Map<string, string>> {
	const rows = (await ctx.db.execute(sql`
		select external_id, id from people where external_id in (
			select jsonb_array_elements_text(${JSON.stringify(externalIds)}::text::jsonb))
	`)) as unknown as { external_id: string; id: string }[];
	return new Map(rows.map((row) => [row.external_id, row.id]));
}

/**
 * Takes people of a file by the API's own verb. A line whose e-mail belongs to somebody else is refused, the others are
 * taken; of two lines with one id the last one holds, as if they had come in two files.
 */
export function peopleRecorder(importId: string): Recorder<ImportedPerson> {
	const take: Recorder<ImportedPerson>['take'] = async (tx, lines) => {
		const taken: Taken = { accepted: 0, duplicates: 0, refused: [] };
		const own = new Map<string, Own>();
		for (const { line, items } of lines) {
			for (const person of items) {
				if (own.has(person.externalId)) taken.duplicates++;
				own.set(person.externalId, { line, person });
			}
		}
		let left = [...own.values()];
		const emails = new Set<string>();
		const refuse = ({ line }: Own) =>
			taken.refused.push({ line, problems: [{ column: 'email', reason: 'email_taken' }] });
		left = left.filter((one) => {
			const twice = emails.has(one.person.email);
			emails.add(one.person.email);
			if (twice) refuse(one);
			return !twice;
		});
		const before = await idsOf(
			tx,
			left.map(({ person }) => person.externalId),
		);
		while (left.length > 0) {
			try {
				const people = left.map(({ person: { type: _type, ...person } }) => person);
				const { created, updated, unchanged } = await upsertPeople({ ctx: tx, input: { people } });
				taken.accepted += created + updated;
				taken.duplicates += unchanged;
				break;
			} catch (error) {
				if (!(error instanceof Failure) || error.code !== 'conflict') throw error;
				const wrong = new Set(error.errors.map(({ path }) => Number(FIELD.exec(path)?.[1] ?? -1)));
				if (!left.some((_, index) => wrong.has(index))) throw error;
				left.forEach((one, index) => wrong.has(index) && refuse(one));
				left = left.filter((_, index) => !wrong.has(index));
			}
		}
		const after = await idsOf(
			tx,
			left.map(({ person }) => person.externalId),
		);
		const made = [...after].filter(([externalId]) => !before.has(externalId));
		if (made.length > 0)
			await tx.db
				.insert(importMade)
				.values(made.map(([, thing]) => ({ importId, what: 'person', thing })));
		return taken;
	};
	return { take };
}
