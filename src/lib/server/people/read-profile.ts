import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { SURFACES } from '#lib/domain/people/appearance.ts';
import type { DirectoryPerson } from '#lib/domain/people/profile.ts';
import type { PostBrought } from '#lib/domain/recognition/reasons.ts';
import { CLICK_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import { notHidden } from '../boards/hidden-spans.ts';
import { boardTables } from '../boards/tables.ts';
import { guarded, type Ctx } from '../context.ts';
import { broughtBy } from '../posts/brought-by.ts';
import { contestOf, SELECT_CONTEST, type ContestRow } from '../scoring/contest.ts';
import { maskedPeople, peopleByKeys } from './shown.ts';

const BEST_POSTS = 5;
const CONTESTS = 6;
/** Best posts are of a year, results of as many months. */
const MONTHS = 12;
const YEAR_MS = 365 * 86_400_000;

export type ProfileView = DirectoryPerson & {
	own: boolean;
	/** Shown under a pseudonym: what would say who it is stands on no profile. */
	masked: boolean;
	/** By name everywhere a board may be seen: only then posts, places, badges and results stand here. */
	named: boolean;
	about: string;
	networks: string[];
	posts: Pick<PostBrought, 'postId' | 'title' | 'clicks' | 'comments'>[];
	contests: { slug: string; name: string; rank: number | null; points: number }[];
	/** Visitors by month, the oldest first, where the person wants them to be seen. */
	results: { month: string; clicks: number }[] | null;
};

type Row = Omit<DirectoryPerson, 'key' | 'team'> & {
	team: string;
	about: string;
	networks: string[];
	showResults: boolean;
};

async function personOf(ctx: Ctx, personId: string): Promise<Row> {
	const [row] = (await ctx.db.execute(sql`
		select p.name, p.avatar_seed as "avatarSeed", t.name as team, o.name as office, p.title,
			coalesce(f.about, '') as about, coalesce(f.topics, '{}') as topics,
			coalesce(f.good_at, '{}') as "goodAt", coalesce(f.languages, '{}') as languages,
			coalesce(f.networks, '{}') as networks, coalesce(f.show_results, false) as "showResults"
		from people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
			left join profiles f on f.person_id = p.id
		where p.id = ${personId} and p.active`)) as unknown as Row[];
	if (!row) throw new Failure('not_found', 'There is no such person.');
	return row;
}

/** The last finished contests on which somebody stands, with their place; results that are held for a reveal are not told. */
async function contestsOf(ctx: Ctx, personId: string, externalId: string) {
	const rows = (await ctx.db.execute(sql`
		${sql.raw(SELECT_CONTEST)}
		where c.published_at is not null and c.cancelled_at is null and c.final_at is not null
			and not coalesce(c.held_for_reveal, false)
			and exists (select from standings s where s.contest_id = c.id and s.person_id = ${personId} and s.listed)
		order by c.final_at desc limit ${CONTESTS}`)) as unknown as ContestRow[];
	const names = (await ctx.db.execute(
		sql`select id, name from contests where final_at is not null`,
	)) as unknown as { id: string; name: string }[];
	const found = [];
	for (const contest of rows.map(contestOf)) {
		const table = await boardTables.get(ctx.db, contest, ctx.now);
		const entry = table.entryOf('public', externalId);
		if (!entry) continue;
		found.push({
			slug: contest.slug,
			name: names.find(({ id }) => id === contest.id)?.name ?? contest.slug,
			...{ rank: table.ranked('public').rankOf(entry.id), points: entry.points },
		});
	}
	return found;
}

async function resultsOf(ctx: Ctx, personId: string): Promise<{ month: string; clicks: number }[]> {
	const open = await notHidden(ctx);
	return (await ctx.db.execute(sql`
		with months as (
			select generate_series(
				date_trunc('month', ${instantOf(ctx.now)} at time zone pr.time_zone) - make_interval(months => ${MONTHS - 1}),
				date_trunc('month', ${instantOf(ctx.now)} at time zone pr.time_zone), interval '1 month') as month
			from program pr where pr.id = 1
		), brought as (
			select date_trunc('month', f.at at time zone pr.time_zone) as month, count(*)::int as clicks
			from clicks f, program pr
			where pr.id = 1 and f.person_id = ${personId} and f.verdict = 'valid' and ${CLICK_NOT_VOIDED} and ${open}
			group by 1
		)
		select to_char(m.month, 'YYYY-MM') as month, coalesce(b.clicks, 0) as clicks
		from months m left join brought b using (month) order by 1
	`)) as unknown as { month: string; clicks: number }[];
}

/**
 * A person's profile as colleagues see it, whom `key` names as the directory does. Under a pseudonym only one's own words
 * stand there: posts, places, team and pages would say who it is; places also where boards don't name them.
 * Throws Failure `not_found`, also for who is not shown.
 */
export const readProfile = guarded(
	'readProfile',
	'people.read',
	z.strictObject({ key: z.string().min(1).max(200) }),
	async (ctx, { key }): Promise<ProfileView> => {
		const found = (await peopleByKeys(ctx.db, 'directory', [key])).get(key);
		const own = ctx.actor.kind === 'person' && ctx.actor.id === found?.personId;
		if (!found || found.shown === 'hidden')
			throw new Failure('not_found', 'There is no such person.');
		const { personId, externalId } = found;
		const [{ about, networks, showResults, ...row }, [hidden]] = await Promise.all([
			personOf(ctx, personId),
			maskedPeople(ctx.db, SURFACES, [personId]),
		]);
		const mask = hidden?.masks.directory;
		if (mask) {
			const shown = { key: mask.key, name: mask.name, avatarSeed: mask.avatarSeed };
			return {
				...{
					...row,
					...shown,
					team: '',
					office: null,
					title: null,
					own,
					masked: true,
					named: false,
				},
				...{ about, networks: [], posts: [], contests: [], results: null },
			};
		}
		const from = new Date(ctx.now.getTime() - YEAR_MS);
		const named = hidden?.masks.boards === undefined && hidden?.masks.displays === undefined;
		const posts = (await broughtBy(ctx, [personId], from)).get(personId) ?? [];
		return {
			...{ ...row, key: externalId, own, masked: false, named, about, networks },
			// Who stands on boards under another name has figures there that these would match.
			posts: named
				? posts.slice(0, BEST_POSTS).map(({ postId, title, clicks, comments }) => ({
						...{ postId, title, clicks, comments },
					}))
				: [],
			contests: named ? await contestsOf(ctx, personId, externalId) : [],
			results: showResults && named ? await resultsOf(ctx, personId) : null,
		};
	},
);
