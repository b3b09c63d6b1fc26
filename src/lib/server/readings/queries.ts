import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { REPORTED, REPORTED_KEYS, type Reported } from '#lib/domain/readings/report.ts';
import type { QueuedReport, ReportView } from '#lib/domain/readings/view.ts';
import { guarded, type Ctx } from '../context.ts';

const SHOWN = 50;

type Row = Omit<ReportView, 'totals' | 'link' | 'screenshot'> &
	Record<Reported, number | null> &
	Omit<QueuedReport, 'own' | 'known' | 'person'> & {
		personId: string;
		linkId: string;
		slug: string;
		network: string;
		post: string;
		person: string;
		team: string;
		avatarSeed: string;
		width: number | null;
		height: number | null;
	};

const rfc3339 = (column: SQL) =>
	sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

async function rowsOf(ctx: Ctx, where: SQL): Promise<Row[]> {
	return (await ctx.db.execute(sql`
		select r.id, r.state, r.reason, r.likes, r.comments, r.reshares, r.impressions, r.reach,
			${rfc3339(sql`r.at`)} as at, ${rfc3339(sql`r.created_at`)} as "createdAt",
			${rfc3339(sql`r.decided_at`)} as "decidedAt", r.person_id as "personId", r.link_id as "linkId",
			l.slug, l.network, po.title as post, p.name as person, t.name as team, p.avatar_seed as "avatarSeed",
			d.name as "decidedBy", s.width, s.height
		from reading_reports r join links l on l.id = r.link_id join posts po on po.id = l.post_id
		join people p on p.id = r.person_id join teams t on t.id = p.team_id
		left join people d on d.id = r.decided_by left join reading_screenshots s on s.report_id = r.id
		where ${where}`)) as unknown as Row[];
}

const totalsOf = (said: Record<Reported, number | null>) =>
	REPORTED_KEYS.flatMap((key) => {
		const total = said[key];
		return total === null ? [] : [{ key, total }];
	});

function viewOf(row: Row): ReportView {
	const { id, at, createdAt, decidedAt, state, reason, slug, network, post, width, height } = row;
	return {
		...{ id, at, createdAt, decidedAt, state, reason, totals: totalsOf(row) },
		link: { slug, network, post },
		screenshot: width === null || height === null ? null : { width, height },
	};
}

const readerOf = (ctx: Ctx): string => {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	return ctx.actor.id;
};

/** A person's own reports, newest first, and the own links that one may be made of: shared last first, at most 200. */
export const myReports = guarded(
	'myReports',
	'reports.write.own',
	z.strictObject({}),
	async (ctx) => {
		const person = readerOf(ctx);
		const rows = await rowsOf(
			ctx,
			sql`r.person_id = ${person}::uuid order by r.created_at desc, r.id desc limit ${SHOWN}`,
		);
		const links = (await ctx.db.execute(sql`
		select l.slug, l.network, po.title as post,
			exists (select from reading_reports r where r.link_id = l.id and r.state = 'open') as waiting
		from links l join posts po on po.id = l.post_id
		where l.person_id = ${person}::uuid order by l.shared_at desc, l.id limit 200
	`)) as unknown as { slug: string; network: string; post: string; waiting: boolean }[];
		return { reports: rows.map(viewOf), links };
	},
);

/** The newest totals of these links, by link. */
async function knownOf(ctx: Ctx, links: readonly string[]) {
	const rows = (await ctx.db.execute(sql`
		select link_id, metric, max(total)::int as total from readings
		where link_id in (select x::uuid from jsonb_array_elements_text(${JSON.stringify(links)}::text::jsonb) x)
		group by link_id, metric`)) as unknown as { link_id: string; metric: string; total: number }[];
	const keyOf = (metric: string) => REPORTED_KEYS.find((key) => REPORTED[key] === metric);
	return Map.groupBy(
		rows.flatMap(({ link_id: link, metric, total }) => {
			const key = keyOf(metric);
			return key ? [{ link, key, total }] : [];
		}),
		({ link }) => link,
	);
}

/** What waits for a decision, longest first; or with `decided` what was decided, newest first. At most 50 at a time. */
export const listReports = guarded(
	'listReports',
	'reports.read',
	z.strictObject({ decided: z.boolean().default(false) }),
	async (ctx, { decided }) => {
		const where = decided
			? sql`r.state in ('approved', 'declined') order by r.decided_at desc, r.id limit ${SHOWN}`
			: sql`r.state = 'open' order by r.created_at, r.id limit ${SHOWN}`;
		const rows = await rowsOf(ctx, where);
		const known = await knownOf(ctx, [...new Set(rows.map(({ linkId }) => linkId))]);
		const reader = readerOf(ctx);
		const reports = rows.map((row): QueuedReport => {
			const { person: name, team, avatarSeed, decidedBy, personId, linkId } = row;
			return {
				...{ ...viewOf(row), person: { name, team, avatarSeed }, decidedBy },
				own: personId === reader,
				known: (known.get(linkId) ?? []).map(({ key, total }) => ({ key, total })),
			};
		});
		const [open] = (await ctx.db.execute(sql`
			select count(*)::int as n from reading_reports where state = 'open'`)) as unknown as {
			n: number;
		}[];
		return { reports, open: open!.n };
	},
);

/** A report's screenshot, for its person and for owners; for everybody else there is none. Throws Failure `not_found`. */
export const readScreenshot = guarded(
	'readScreenshot',
	'reports.write.own',
	z.strictObject({ id: z.string().max(100) }),
	async (ctx, { id }): Promise<{ type: string; bytes: Buffer }> => {
		const reader = readerOf(ctx);
		const rows = z.uuid().safeParse(id).success
			? ((await ctx.db.execute(sql`
				select s.type, s.bytes from reading_screenshots s join reading_reports r on r.id = s.report_id
				where r.id = ${id}::uuid and (r.person_id = ${reader}::uuid or ${may(ctx.actor, 'reports.read')})
			`)) as unknown as { type: string; bytes: Buffer }[])
			: [];
		if (rows[0]) return rows[0];
		throw new Failure('not_found', 'There is no such screenshot.');
	},
);
