import postgres, { type Sql } from 'postgres';

/** The role that the application acts as. The tables belong to somebody else: who migrates them. */
export const APP_ROLE = 'laurel_app';

/**
 * Tables whose rows are only ever added, with the columns that may change all the same: late clicks have their
 * visitor's others judged anew and called by the name of another day (a trigger of its own holds that), networks of clicks
 * are forgotten, voids are lifted, results lose the name of who is erased (and nothing else: another trigger). The triggers of the migration
 * "only_ever_added" say the same to everybody; a test holds that they agree.
 */
export const ONLY_ADDED: Readonly<Record<string, readonly string[]>> = {
	audit_entries: [],
	clicks: ['verdict', 'network', 'visitor'],
	readings: [],
	conversions: [],
	adjustments: [],
	voids: ['lifted_at', 'lifted_by'],
	contest_results: ['document', 'people'],
	contest_result_files: [],
	guideline_versions: [],
	guideline_acceptances: [],
	disclosure_pledges: [],
	certificates: [],
};

/** pg-boss keeps its tables here, apart from ours and from our migrations. */
export const JOBS_SCHEMA = 'jobs';

/** Gone in a race with another database of the same server: roles belong to all of them. */
const MADE_MEANWHILE = new Set(['42710', '23505']);
/** insufficient_privilege */
const REFUSED = '42501';

/** Who logs in at an address of Postgres; null where it does not say. Addresses of several hosts are no URLs. */
export function loginIn(url: string): string | null {
	const login = /^postgres(?:ql)?:\/\/([^:@/?#]+)(?::[^@/]*)?@/.exec(url)?.[1];
	return login === undefined ? null : decodeURIComponent(login);
}

type Rights = {
	name: string;
	may: ('SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE')[];
	/** Columns that may be updated. */
	columns: string[];
};

/**
 * Makes the application's role, if this login may make roles, and gives it the rights it needs and no others; what is
 * right already is not touched. `login` is who connects for the application, when that is somebody else. For the owner
 * of the tables, after migrating. Throws what Postgres says.
 */
export async function arrangeRole(sql: Sql, login: string | null = null): Promise<void> {
	if (!(await roleExists(sql)) && !(await makeRole(sql))) return;
	await admit(sql, login);
	const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
	for (const { name, may, columns } of await rightsOf(sql)) {
		const kept = ONLY_ADDED[name];
		const wanted = kept ? ['SELECT', 'INSERT'] : ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];
		const grant = wanted.filter((one) => !may.includes(one as Rights['may'][number]));
		const revoke = may.filter((one) => !wanted.includes(one));
		if (revoke.length > 0)
			await sql.unsafe(`revoke ${revoke.join(', ')} on ${quote(name)} from ${APP_ROLE}`);
		if (grant.length > 0)
			await sql.unsafe(`grant ${grant.join(', ')} on ${quote(name)} to ${APP_ROLE}`);
		for (const column of kept ?? []) {
			if (!columns.includes(column) || revoke.length > 0)
				await sql.unsafe(`grant update (${quote(column)}) on ${quote(name)} to ${APP_ROLE}`);
		}
	}
	await sql.unsafe(`
		grant usage on schema public, drizzle to ${APP_ROLE};
		grant select on drizzle.__drizzle_migrations to ${APP_ROLE}`);
	await handOverJobs(sql);
}

async function roleExists(sql: Sql): Promise<boolean> {
	return (await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`).length > 0;
}

async function makeRole(sql: Sql): Promise<boolean> {
	const [me] = await sql<{ may: boolean }[]>`
		select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user`;
	if (!me?.may) return false;
	await sql.unsafe(`create role ${APP_ROLE} nologin`).catch((error: { code?: string }) => {
		if (!MADE_MEANWHILE.has(error.code ?? '')) throw error;
	});
	return true;
}

/** Lets the owner, and whoever connects for the application, act as the role. Where they may already, nothing is done. */
async function admit(sql: Sql, login: string | null): Promise<void> {
	const who = login && login !== APP_ROLE ? login : null;
	const missing = await sql<{ name: string }[]>`
		select rolname as name from pg_roles r
		where rolname in (current_user, ${who ?? ''}) and not rolsuper and rolname <> ${APP_ROLE}
			and not exists (
				select from pg_auth_members m join pg_roles g on g.oid = m.roleid
				where g.rolname = ${APP_ROLE} and m.member = r.oid
					and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
			)`;
	for (const { name } of missing) await unlessRefused(sql`grant ${sql(APP_ROLE)} to ${sql(name)}`);
}

/** Who may not give what is to be given goes on without: `standingOf` says what that means. */
async function unlessRefused(done: PromiseLike<unknown>): Promise<void> {
	try {
		await done;
	} catch (error) {
		if ((error as { code?: string }).code !== REFUSED) throw error;
	}
}

async function rightsOf(sql: Sql): Promise<Rights[]> {
	return sql<Rights[]>`
		select c.relname as name,
			array(
				select p from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p
				where has_table_privilege(${APP_ROLE}, c.oid, p)
			) as may,
			array(
				select a.attname::text from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
					and has_column_privilege(${APP_ROLE}, c.oid, a.attnum, 'UPDATE')
			) as columns
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'public' and c.relkind in ('r', 'p')
		order by c.relname`;
}

/** The queue makes and alters its own tables, so its schema and all in it belong to the application's role. */
async function handOverJobs(sql: Sql): Promise<void> {
	const [schema] = await sql<{ owner: string }[]>`
		select pg_get_userbyid(nspowner) as owner from pg_namespace where nspname = ${JOBS_SCHEMA}`;
	if (schema?.owner === APP_ROLE) return;
	if (!schema) {
		await unlessRefused(
			sql`create schema if not exists ${sql(JOBS_SCHEMA)} authorization ${sql(APP_ROLE)}`,
		);
		return;
	}
	// A queue from before there was a role.
	const handedOver = sql.begin(async (tx) => {
		await tx`grant usage, create on schema ${tx(JOBS_SCHEMA)} to ${tx(APP_ROLE)}`;
		const things = await tx<{ statement: string }[]>`
			select format('alter table %s owner to %I', c.oid::regclass, ${APP_ROLE}::text) as statement
			from pg_class c where c.relnamespace = ${JOBS_SCHEMA}::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
			union all
			select format('alter routine %s owner to %I', p.oid::regprocedure, ${APP_ROLE}::text)
			from pg_proc p where p.pronamespace = ${JOBS_SCHEMA}::regnamespace
			union all
			select format('alter type %s owner to %I', t.oid::regtype, ${APP_ROLE}::text)
			from pg_type t where t.typnamespace = ${JOBS_SCHEMA}::regnamespace and t.typtype in ('e', 'd')`;
		for (const { statement } of things) await tx.unsafe(statement);
		await tx`alter schema ${tx(JOBS_SCHEMA)} owner to ${tx(APP_ROLE)}`;
	});
	await unlessRefused(handedOver);
}

/** What a login can do about the application's role. */
export type Standing =
	/** It is the role, or may act as it: `role` is what to set when connecting, null when nothing needs to be set. */
	| { restricted: true; role: string | null }
	/** It changes facts as its owner could; only the triggers hold it back. */
	| { restricted: false; role: null };

/** Finds out how `url` can be held to the application's rights, by trying. Throws what Postgres says when it is away. */
export async function standingOf(url: string): Promise<Standing> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		const restricted = async (tx: Sql | postgres.TransactionSql) => {
			const [row] = await tx<{ may: boolean }[]>`
				select has_table_privilege('clicks', 'DELETE') or has_table_privilege('audit_entries', 'UPDATE') as may`;
			return row?.may === false;
		};
		if (await restricted(sql)) return { restricted: true, role: null };
		const as = await sql
			.begin(async (tx) => {
				await tx`set local role ${tx(APP_ROLE)}`;
				return restricted(tx);
			})
			.catch((error: { code?: string }) => {
				// No such role, or not for this login.
				if (error.code === '22023' || error.code === '42704' || error.code === REFUSED)
					return false;
				throw error;
			});
		return as ? { restricted: true, role: APP_ROLE } : { restricted: false, role: null };
	} finally {
		await sql.end({ timeout: 5 });
	}
}
