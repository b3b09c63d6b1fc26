import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { COPIED, networkName } from '#lib/domain/networks/names.ts';
import { masked, SURFACES, type Surface } from '#lib/domain/people/appearance.ts';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import type { Credit, Showcase, ShowcasePost } from '#lib/domain/showcase/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { maskedPeople } from '../people/shown.ts';
import { noEdition } from './edition.ts';
import { SHOWN_ENTRY } from './shown-entries.ts';

type Reader = Pick<Ctx, 'db'>;
type Row = Pick<ShowcasePost, 'code' | 'title' | 'summary' | 'comment' | 'picture'> & {
	personId: string;
	credit: Credit;
	network: string;
	story: string;
	address: string | null;
	clicks: number;
	conversations: number;
};

/** What else would say who stands there: of who is not named the story stands in the post's place, and their figures not at all. */
async function credited(db: Ctx['db'], rows: readonly Row[], surfaces: readonly Surface[]) {
	const ids = rows.map(({ personId }) => personId);
	const here = new Map(
		(await maskedPeople(db, surfaces, ids)).map(({ personId, careful }) => [personId, careful]),
	);
	const somewhere = new Set((await maskedPeople(db, SURFACES, ids)).map((one) => one.personId));
	return rows.map((row, index): ShowcasePost => {
		const { personId, credit, network, story, address, clicks, conversations, ...post } = row;
		const mask = here.get(personId);
		return {
			...post,
			place: index + 1,
			credit: masked(credit, mask),
			named: mask === undefined,
			url: mask ? story : (address ?? story),
			network: mask || network === COPIED ? null : networkName(network),
			figures: somewhere.has(personId) ? null : { clicks, conversations },
		};
	});
}

async function postsOf(db: Ctx['db'], month: string, surfaces: readonly Surface[]) {
	const rows = (await db.execute(sql`
		select e.code, e.person_id as "personId", po.title, coalesce(po.summary, '') as summary, e.comment,
			case when pi.id is null then null else jsonb_build_object('id', pi.id, 'alt', pi.alt) end as picture,
			jsonb_build_object('externalId', p.external_id, 'name', p.name, 'avatarSeed', p.avatar_seed, 'team', t.name)
				as credit,
			l.network, po.url as story, s.address, e.clicks, e.conversations
		from showcase_entries e join posts po on po.id = e.post_id join people p on p.id = e.person_id
			join teams t on t.id = p.team_id join links l on l.id = e.link_id
			left join pictures pi on pi.id = po.picture_id left join shares s on s.link_id = e.link_id
		where e.month = ${month} and ${SHOWN_ENTRY}
		order by e.place, e.id`)) as unknown as Row[];
	return credited(db, rows, surfaces);
}

/** A published edition that still shows a post. */
const PUBLISHED: SQL = sql`ed.published_at is not null and exists (
	select from showcase_entries e where e.month = ed.month and ${SHOWN_ENTRY})`;

/**
 * A month's published showcase, the latest without one, as it may be seen on `surfaces` by anybody: drafts and what an author
 * does not (or no longer) agree to are not in it, and everybody is credited as they like, whoever asks. `draft` is for those who put a
 * month together: it need not be published. Null when there is none.
 */
export async function publishedShowcase(
	{ db }: Reader,
	surfaces: readonly Surface[],
	month?: string,
	draft = false,
): Promise<Showcase | null> {
	const [edition] = (await db.execute(sql`
		select ed.month, ed.intro, coalesce(ed.published_at, ed.prepared_at) as "publishedAt" from showcase_editions ed
		where ${draft ? sql`true` : PUBLISHED} and ${month === undefined ? sql`true` : sql`ed.month = ${month}`}
		order by ed.month desc limit 1
	`)) as unknown as { month: string; intro: string; publishedAt: string | Date }[];
	if (!edition) return null;
	const posts = await postsOf(db, edition.month, surfaces);
	if (posts.length === 0) return null;
	return { ...edition, publishedAt: new Date(edition.publishedAt).toISOString(), posts };
}

/** The months that have a published showcase, the newest first. */
export async function publishedMonths({ db }: Reader): Promise<string[]> {
	const rows = await db.execute<{ month: string }>(sql`
		select ed.month from showcase_editions ed where ${PUBLISHED} order by ed.month desc`);
	return rows.map(({ month }) => month);
}

/**
 * The showcase of a month, or the latest, with the months that have one. Null when nothing is published yet. Throws Failure
 * `not_found` for a month that has none, a draft's too.
 */
export const readShowcase = guarded(
	'readShowcase',
	'showcase.read',
	z.strictObject({ month: z.string().max(20).optional() }),
	async (ctx, input): Promise<{ showcase: Showcase | null; months: string[] }> => {
		const month = input.month === undefined ? undefined : monthSchema.safeParse(input.month);
		if (month && !month.success) throw noEdition();
		const [showcase, months] = await Promise.all([
			publishedShowcase(ctx, ['showcase'], month?.data),
			publishedMonths(ctx),
		]);
		if (month && !showcase) throw noEdition();
		return { showcase, months };
	},
);
