import { sql } from 'drizzle-orm';
import { plainWords } from '#lib/domain/people/words.ts';
import type { Db } from '../db/client.ts';

type Shown = {
	id: string;
	name: string;
	team: string | null;
	office: string | null;
	title: string | null;
	topics: string[];
	goodAt: string[];
	languages: string[];
};

/**
 * Writes down anew by which words the directory finds these people (own ids), in the caller's transaction, and that it has
 * changed: only what it shows of them. Who has a pseudonym there is found by that and by what they tell themselves, who is not shown by nothing.
 */
export async function refreshDirectory(
	db: Pick<Db, 'execute'>,
	people: readonly string[],
): Promise<void> {
	if (people.length === 0) return;
	const rows = (await db.execute(sql`
		select p.id, case when masked then n.name else p.name end as name,
			case when not masked then t.name end as team, case when not masked then o.name end as office,
			case when not masked then p.title end as title, coalesce(f.topics, '{}') as topics,
			coalesce(f.good_at, '{}') as "goodAt", coalesce(f.languages, '{}') as languages
		from people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
			left join appearances a on a.person_id = p.id and a.surface = 'directory'
			left join pseudonyms n on n.person_id = p.id left join profiles f on f.person_id = p.id
			cross join lateral (select coalesce(a.shown, 'name') <> 'name' as masked) m
		where coalesce(a.shown, 'name') <> 'hidden'
			and p.id in (select jsonb_array_elements_text(${JSON.stringify(people)}::text::jsonb)::uuid)
	`)) as unknown as Shown[];
	const words = rows.map(({ id, ...shown }) => ({ id, words: wordsOf(shown) }));
	const hidden = people.filter((id) => !rows.some((row) => row.id === id));
	if (hidden.length > 0) words.push(...hidden.map((id) => ({ id, words: [] as string[] })));
	await db.execute(sql`
		with state as (
			insert into directory_state (id, version) values (1, 1)
			on conflict (id) do update set version = directory_state.version + 1 returning version
		)
		insert into directory_entries (person_id, words, version)
		select r.id, r.words, s.version
		from jsonb_to_recordset(${JSON.stringify(words)}::jsonb) as r (id uuid, words text[])
			join people p on p.id = r.id cross join state s
		on conflict (person_id) do update set words = excluded.words, version = excluded.version`);
}

const wordsOf = ({ name, team, office, title, topics, goodAt, languages }: Omit<Shown, 'id'>) => [
	...new Set(
		[name, team, office, title, ...topics, ...goodAt, ...languages].flatMap((text) =>
			plainWords(text ?? ''),
		),
	),
];
