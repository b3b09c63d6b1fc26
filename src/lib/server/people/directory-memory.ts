import { sql } from 'drizzle-orm';
import { DirectoryIndex, type DirectoryEntry } from '#lib/domain/people/directory-index.ts';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import { refreshDirectory } from './directory-words.ts';

/** So many people without words yet are written down by one look; the next look takes the next ones. */
const BACKFILL = 2_000;

/** How people appear in the directory; who is not shown there is not in it. */
export const LISTED = sql`
	people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
	left join appearances a on a.person_id = p.id and a.surface = 'directory'
	left join pseudonyms n on n.person_id = p.id and a.shown = 'pseudonym'
	left join profiles f on f.person_id = p.id`;
export const SEEN = sql`p.active and coalesce(a.shown, 'name') <> 'hidden'`;
export const NAMED = sql`n.person_id is null`;

type Known = { index: DirectoryIndex; ids: Set<string>; version: number; busy: Promise<unknown> };

const known = new WeakMap<Db, Known>();

/** People who came before there was a directory, or by a way that knows nothing of it, get their words at the first look. */
async function backfill(db: Db): Promise<void> {
	const rows = await db.execute<{ id: string }>(sql`
		select p.id from people p
		where not exists (select from directory_entries e where e.person_id = p.id) limit ${BACKFILL}`);
	await refreshDirectory(
		db,
		rows.map(({ id }) => id),
	);
}

type State = { version: number; entries: number; people: number };

async function stateOf(db: Db): Promise<State> {
	const [row] = await db.execute<{ version: string; entries: number; people: number }>(sql`
		select coalesce((select version from directory_state where id = 1), 0)::text as version,
			(select count(*)::int from directory_entries) as entries, (select count(*)::int from people) as people`);
	return { ...row!, version: Number(row!.version) };
}

/** Reads what was written after a version. */
async function readSince(db: Db, state: Known, version: number): Promise<void> {
	const rows = await db.execute<DirectoryEntry & { seen: boolean }>(sql`
		select p.id, coalesce(n.key, p.external_id) as key, coalesce(n.name, p.name) as name, to_jsonb(e.words) as words,
			case when ${NAMED} then t.name end as team, case when ${NAMED} then o.name end as office,
			to_jsonb(coalesce(f.topics, '{}')) as topics, to_jsonb(coalesce(f.good_at, '{}')) as "goodAt",
			to_jsonb(coalesce(f.languages, '{}')) as languages, ${SEEN} as seen
		from directory_entries e join ${LISTED} on p.id = e.person_id where e.version > ${version}`);
	for (const { seen, ...entry } of rows) {
		state.ids.add(entry.id);
		if (seen) state.index.put(entry);
		else state.index.delete(entry.id);
	}
}

/** Brings what is known up to the database: what changed since is read, or all of it where somebody is gone. */
async function bring(db: Db, state: Known): Promise<void> {
	let now = await stateOf(db);
	if (now.entries < now.people) {
		await backfill(db);
		now = await stateOf(db);
	}
	if (now.version > state.version) await readSince(db, state, state.version);
	// A restored database is older for good; one that lacks somebody does not say whom.
	if (now.version < state.version || state.ids.size > now.entries) {
		state.index = new DirectoryIndex();
		state.ids = new Set();
		await readSince(db, state, -1);
	}
	state.version = now.version;
}

/** The directory as it is now, kept in memory for each database. Ask it at once: it moves on with the next await. */
export async function directoryNow({ db }: Pick<Ctx, 'db'>): Promise<DirectoryIndex> {
	const state = known.get(db) ?? {
		...{ index: new DirectoryIndex(), ids: new Set<string>() },
		...{ version: -1, busy: Promise.resolve() },
	};
	known.set(db, state);
	// One at a time: two that read the same changes would mix them up.
	const turn = state.busy.then(() => bring(db, state));
	state.busy = turn.catch(() => undefined);
	await turn;
	return state.index;
}
