import { and, desc, eq, gte, ilike, inArray, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { readDetails } from '#lib/domain/audit/changes.ts';
import type { AuditView } from '#lib/domain/audit/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { apiTokens } from '../db/schema/auth.ts';
import { contests } from '../db/schema/contests.ts';
import { people } from '../db/schema/people.ts';
import { auditEntries } from '../db/schema/program.ts';

export const auditFilterSchema = z.strictObject({
	/** Part of a person's or a token's name, or of what a system's part is called. */
	who: z.string().trim().max(100).optional(),
	/** The noun of an action, such as `contest`, or all of it, such as `contest.finalize`. */
	what: z.string().trim().max(100).optional(),
	/** What it was done to, as `noun:id`. */
	target: z.string().max(200).optional(),
	/** From this instant on, and before that one. */
	from: z.iso.datetime().optional(),
	to: z.iso.datetime().optional(),
});

/** Entries of the audit log, newest first; `before` is a place in the chain that the page ends above. */
export const listAudit = guarded(
	'listAudit',
	'audit.read',
	auditFilterSchema.extend({
		limit: z.int().min(1).max(200).default(50),
		before: z.int().min(1).optional(),
	}),
	async (ctx, input): Promise<{ entries: AuditView[]; next: number | null }> => {
		const rows = await ctx.db
			.select()
			.from(auditEntries)
			.where(
				and(
					isNotNull(auditEntries.seq),
					input.before ? lt(auditEntries.seq, input.before) : undefined,
					input.from ? gte(auditEntries.at, new Date(input.from)) : undefined,
					input.to ? lt(auditEntries.at, new Date(input.to)) : undefined,
					input.target ? eq(auditEntries.target, input.target) : undefined,
					input.what ? actionIs(input.what) : undefined,
					input.who ? await actorIs(ctx, input.who) : undefined,
				),
			)
			.orderBy(desc(auditEntries.seq))
			.limit(input.limit + 1);
		const shown = rows.slice(0, input.limit);
		const named = await namesOf(ctx, shown);
		const next = rows.length > input.limit ? (shown.at(-1)?.seq ?? null) : null;
		return { entries: shown.map((row) => viewOf(row, named)), next };
	},
);

/** The nouns of all actions that were ever written down, in order. */
export const listAuditNouns = guarded(
	'listAuditNouns',
	'audit.read',
	z.strictObject({}),
	async (ctx): Promise<string[]> => {
		const rows = await ctx.db.execute<{ noun: string }>(sql`
			select distinct split_part(action, '.', 1) as noun from audit_entries order by 1`);
		return rows.map(({ noun }) => noun);
	},
);

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const actionIs = (what: string): SQL | undefined =>
	or(eq(auditEntries.action, what), ilike(auditEntries.action, `${literally(what)}.%`));

/** By the name of now: the log itself holds ids, which do not change. */
async function actorIs(ctx: Ctx, who: string): Promise<SQL | undefined> {
	const like = `%${literally(who)}%`;
	const found = await ctx.db.execute<{ actor: string }>(sql`
		select 'person:' || id as actor from people where name ilike ${like}
		union all select 'token:' || id from api_tokens where name ilike ${like} limit 1000`);
	const actors = found.map(({ actor }) => actor);
	const system = sql`${auditEntries.actor} like 'system:%' and ${auditEntries.actor} ilike ${`system:${like}`}`;
	return or(system, actors.length > 0 ? inArray(auditEntries.actor, actors) : undefined);
}

type Row = typeof auditEntries.$inferSelect;
type Names = ReadonlyMap<string, { name: string; href?: string }>;

/** What people, tokens and contests are called now, by `noun:id`. */
async function namesOf(ctx: Ctx, rows: readonly Row[]): Promise<Names> {
	const said = new Set(rows.flatMap(({ actor, target }) => [actor, target ?? '']));
	const ids = (noun: string) =>
		[...said]
			.filter((one) => one.startsWith(`${noun}:`))
			.map((one) => one.slice(noun.length + 1))
			.filter((id) => z.uuid().safeParse(id).success);
	const [persons, tokens, known] = await Promise.all([
		ctx.db
			.select({ id: people.id, name: people.name })
			.from(people)
			.where(inArray(people.id, ids('person'))),
		ctx.db
			.select({ id: apiTokens.id, name: apiTokens.name })
			.from(apiTokens)
			.where(inArray(apiTokens.id, ids('token'))),
		ctx.db
			.select({ id: contests.id, name: contests.name, slug: contests.slug })
			.from(contests)
			.where(inArray(contests.id, ids('contest'))),
	]);
	return new Map([
		...persons.map(({ id, name }) => [`person:${id}`, { name }] as const),
		...tokens.map(({ id, name }) => [`token:${id}`, { name }] as const),
		...known.map(
			({ id, name, slug }) => [`contest:${id}`, { name, href: `/contests/${slug}` }] as const,
		),
	]);
}

function viewOf(row: Row, names: Names): AuditView {
	const split = (text: string) => {
		const at = text.indexOf(':');
		return at < 0 ? { noun: text, id: '' } : { noun: text.slice(0, at), id: text.slice(at + 1) };
	};
	const actor = split(row.actor);
	const target = row.target === null ? null : split(row.target);
	const known = row.target === null ? undefined : names.get(row.target);
	return {
		...readDetails(row.details),
		seq: row.seq ?? 0,
		at: row.at.toISOString(),
		actor: { kind: actor.noun, name: names.get(row.actor)?.name ?? actor.id },
		action: row.action,
		target: target && {
			noun: target.noun,
			name: known?.name ?? target.id,
			href: known?.href ?? null,
		},
		hash: row.hash ?? '',
	};
}
