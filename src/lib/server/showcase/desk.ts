import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import { permitted, type Answer, type AuthorPermission } from '#lib/domain/showcase/permission.ts';
import type { ShowcaseRule } from '#lib/domain/showcase/rule.ts';
import type { DeskEntry, OwnEntry, OwnShowcase } from '#lib/domain/showcase/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { mailer } from '../mails/mailer.ts';
import { maskedPeople, seesEverybody } from '../people/shown.ts';
import { masked } from '#lib/domain/people/appearance.ts';
import { noEdition } from './edition.ts';
import { showcaseReader } from './reader.ts';
import { SHOWN_ENTRY } from './shown-entries.ts';

export type DeskMonth = { month: string; published: boolean; posts: number };

export type Desk = {
	month: string;
	intro: string;
	rule: ShowcaseRule;
	revision: number;
	/** Who changed it last; null: nobody yet. */
	changedBy: string | null;
	/** RFC 3339, UTC. */
	preparedAt: string;
	publishedAt: string | null;
	letters: { wanted: number; sent: number; waiting: number; at: string | null; possible: boolean };
	entries: DeskEntry[];
};

/** Every month that was prepared, the newest first. */
export const listShowcases = guarded(
	'listShowcases',
	'showcase.curate',
	z.strictObject({}),
	async (ctx): Promise<DeskMonth[]> =>
		(await ctx.db.execute(sql`
			select ed.month, ed.published_at is not null as published,
				(select count(*)::int from showcase_entries e where e.month = ed.month and e.place is not null) as posts
			from showcase_editions ed order by ed.month desc limit 60`)) as unknown as DeskMonth[],
);

type EntryRow = Omit<DeskEntry, 'permission' | 'named'> & {
	personId: string;
	answer: Answer | null;
	authorSays: AuthorPermission;
};

async function entriesOf(ctx: Ctx, month: string): Promise<DeskEntry[]> {
	const rows = (await ctx.db.execute(sql`
		select e.id, e.rank, e.place, e.decision, e.pinned_at as "pinnedAt", e.reason, e.comment, e.clicks, e.conversations,
			e.engagements, e.impressions, po.title, l.network, coalesce(s.address, po.url) as url,
			jsonb_build_object('externalId', p.external_id, 'name', p.name, 'avatarSeed', p.avatar_seed, 'team', t.name)
				as person,
			e.person_id as "personId", e.asked_at is not null as asked, e.answer,
			coalesce(a.permission, 'ask') as "authorSays",
			(select coalesce(sum(c.scans), 0)::int from showcase_scans c where c.entry_id = e.id) as scans
		from showcase_entries e join posts po on po.id = e.post_id join people p on p.id = e.person_id
			join teams t on t.id = p.team_id join links l on l.id = e.link_id
			left join shares s on s.link_id = e.link_id left join showcase_authors a on a.person_id = e.person_id
		where e.month = ${month} and (p.active or e.place is not null)
		order by e.place nulls last, e.rank`)) as unknown as EntryRow[];
	const hidden = await maskedPeople(
		ctx.db,
		['showcase'],
		rows.map(({ personId }) => personId),
	);
	const masks = new Map(hidden.map(({ personId, careful }) => [personId, careful]));
	const open = seesEverybody(ctx.actor);
	return rows.map(({ personId, answer, authorSays, ...entry }) => ({
		...entry,
		// A manager reads them as everybody will; the post's own address would tell.
		person: open ? entry.person : masked(entry.person, masks.get(personId)),
		url: open || !masks.has(personId) ? entry.url : '',
		named: !masks.has(personId),
		permission: permitted(authorSays, answer),
	}));
}

/** A month as those see it who put it together. Throws Failure `not_found`. */
export const readDesk = guarded(
	'readDesk',
	'showcase.curate',
	z.strictObject({ month: z.string().max(20) }),
	async (ctx, input): Promise<Desk> => {
		const month = monthSchema.safeParse(input.month);
		if (!month.success) throw noEdition();
		const [row] = (await ctx.db.execute(sql`
			select ed.month, ed.intro, ed.rule, ed.revision, ed.prepared_at as "preparedAt",
				ed.published_at as "publishedAt", ed.letters_at as "lettersAt",
				(select p.name from people p where p.id = ed.changed_by) as "changedBy",
				(select count(*)::int from showcase_readers r join people p on p.id = r.person_id and p.active
					where r.letter) as wanted,
				(select count(*)::int from showcase_letters s where s.month = ed.month and s.sent_at is not null) as sent,
				(select count(*)::int from showcase_letters s where s.month = ed.month and s.sent_at is null) as waiting
			from showcase_editions ed where ed.month = ${month.data}
		`)) as unknown as (Pick<Desk, 'month' | 'intro' | 'rule' | 'revision' | 'changedBy'> & {
			preparedAt: string;
			publishedAt: string | null;
			lettersAt: string | null;
			wanted: number;
			sent: number;
			waiting: number;
		})[];
		if (!row) throw noEdition();
		const { wanted, sent, waiting, lettersAt, ...edition } = row;
		const instant = (at: string | null) => (at === null ? null : new Date(at).toISOString());
		return {
			...edition,
			preparedAt: new Date(row.preparedAt).toISOString(),
			publishedAt: instant(row.publishedAt),
			letters: { wanted, sent, waiting, at: instant(lettersAt), possible: mailer() !== null },
			entries: await entriesOf(ctx, month.data),
		};
	},
);

/**
 * What the showcase asks of the person who asks, and shows of them: posts that they were asked about, or said something to, or that everybody
 * sees, the newest month first; and what they said for all.
 */
export const readOwnShowcase = guarded(
	'readOwnShowcase',
	'showcase.own',
	z.strictObject({}),
	async (ctx): Promise<OwnShowcase> => {
		const personId = showcaseReader(ctx);
		const rows = (await ctx.db.execute(sql`
			select e.id, e.month, po.title, l.network, e.asked_at is not null as asked, e.answer,
				ed.published_at is not null and ${SHOWN_ENTRY} as shown,
				coalesce((select a.permission from showcase_authors a where a.person_id = e.person_id), 'ask') as says
			from showcase_entries e join showcase_editions ed on ed.month = e.month join posts po on po.id = e.post_id
				join links l on l.id = e.link_id
			where e.person_id = ${personId} and (e.asked_at is not null or e.answer is not null
				or (ed.published_at is not null and e.place is not null))
			order by e.month desc, e.rank limit 60
		`)) as unknown as (Omit<OwnEntry, 'permission'> & {
			answer: Answer | null;
			says: AuthorPermission;
		})[];
		const [author] = await ctx.db.execute<{ permission: AuthorPermission }>(
			sql`select permission from showcase_authors where person_id = ${personId}`,
		);
		return {
			permission: author?.permission ?? 'ask',
			entries: rows.map(({ answer, says, ...entry }) => ({
				...entry,
				permission: permitted(says, answer),
			})),
		};
	},
);
