import { sql, type SQL } from 'drizzle-orm';
import { textWithout, valueWithout, type Erasing } from '#lib/domain/people/erased.ts';
import type { Ctx } from '../context.ts';
import { ONLY_ADDED } from '../db/role.ts';

type Column = { table: string; column: string; kind: 'text' | 'json' | 'list' };

/**
 * Every column that holds text which may change, of whatever table there is by now. What is unique is left out: it is an
 * address or a key, and two who are erased would be called the same there.
 */
async function columnsOf(tx: Ctx): Promise<Column[]> {
	const columns = await tx.db.execute<Column>(sql`
		select c.table_name as table, c.column_name as column,
			case c.data_type when 'jsonb' then 'json' when 'ARRAY' then 'list' else 'text' end as kind
		from information_schema.columns c
			join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
		where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
			and (c.data_type in ('text', 'character varying', 'jsonb') or c.udt_name = '_text')
			and not exists (
				select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
				where i.indrelid = format('public.%I', c.table_name)::regclass and i.indisunique and a.attname = c.column_name)
		order by c.table_name, c.ordinal_position`);
	return columns.filter(({ table }) => table !== 'people' && !ONLY_ADDED[table]);
}

/** What a column is looked through for, in lower case. JSON is text with quotation marks around whole texts. */
function soughtIn({ kind }: Column, { externalId, name, email, namesake }: Erasing): string[] {
	const whole = namesake || !/\s/.test(name.trim()) ? [] : [name.trim()];
	const words = [email, ...whole];
	if (kind === 'text') return words.map((word) => word.toLowerCase());
	const inside = words.map((word) => JSON.stringify(word).slice(1, -1));
	return [...inside, JSON.stringify(externalId), JSON.stringify(name)].map((word) =>
		word.toLowerCase(),
	);
}

const asText = ({ column, kind }: Column): SQL =>
	kind === 'text' ? sql`${sql.identifier(column)}` : sql`to_jsonb(${sql.identifier(column)})::text`;

const holds = (column: Column, who: Erasing): SQL =>
	sql.join(
		soughtIn(column, who).map((word) => sql`strpos(lower(${asText(column)}), ${word}) > 0`),
		sql` or `,
	);

/** What stands in a column instead. */
const valueOf = ({ kind }: Column, value: unknown): SQL => {
	if (kind === 'text') return sql`${value as string}`;
	const json = sql`${JSON.stringify(value)}::text::jsonb`;
	return kind === 'json' ? json : sql`array(select jsonb_array_elements_text(${json}))`;
};

/**
 * Goes through all stored texts for somebody's address, name and external id, and takes them out, in the caller's
 * transaction: what was copied before, whatever kept it. Reads every table once; 0.1 s for a demo. Gives how many rows of
 * which table changed.
 */
export async function eraseTexts(tx: Ctx, who: Erasing): Promise<Record<string, number>> {
	const changed: Record<string, number> = {};
	for (const [table, columns] of Map.groupBy(await columnsOf(tx), (one) => one.table)) {
		const values = columns.map(
			({ column }) => sql`${column}::text, to_jsonb(${sql.identifier(column)})`,
		);
		// Held until the end, so that the place of a row stays the one that is read.
		const rows = await tx.db.execute<{ row: string; values: Record<string, unknown> }>(sql`
			select ctid::text as row, jsonb_build_object(${sql.join(values, sql`, `)}) as values
			from ${sql.identifier(table)}
			where ${sql.join(
				columns.map((column) => holds(column, who)),
				sql` or `,
			)} for update`);
		for (const { row, values: before } of rows) {
			const sets = columns.flatMap((column) => {
				const value = before[column.column];
				if (value === null) return [];
				const after =
					column.kind === 'text'
						? textWithout(value as string, who)
						: valueWithout(value, who, { words: true });
				if (JSON.stringify(after) === JSON.stringify(value)) return [];
				return [sql`${sql.identifier(column.column)} = ${valueOf(column, after)}`];
			});
			if (sets.length === 0) continue;
			await tx.db.execute(sql`
				update ${sql.identifier(table)} set ${sql.join(sets, sql`, `)} where ctid = ${row}::tid`);
			changed[table] = (changed[table] ?? 0) + 1;
		}
	}
	return changed;
}
