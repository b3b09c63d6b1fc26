import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';
import { linkAddress } from '../origin.ts';
import { externalIdFor } from '../people/shown.ts';

/** A person's tracked link to a post on a network, as the API answers it. */
export type LinkRecord = {
	slug: string;
	url: string;
	/** externalId */
	person: string;
	/** Id of the post. */
	post: string;
	network: string;
	sharedAt: string;
	/** Where the post itself stands in public, once its writer said so; never of somebody who is not shown by name. */
	address: string | null;
};

const filters = {
	person: externalIdSchema.optional(),
	post: z.uuid().optional(),
	network: z.string().max(40).optional(),
	sharedSince: instantSchema.optional(),
};

type Filters = { [field in keyof typeof filters]?: z.output<(typeof filters)[field]> };
type Row = Omit<LinkRecord, 'url'> & { id: string };

async function select(
	ctx: Ctx,
	where: Filters & { slug?: string; after?: string | null },
	limit: number,
): Promise<Row[]> {
	const { slug, after, person, post, network, sharedSince } = where;
	return (await ctx.db.execute(sql`
		select l.id, l.slug, ${externalIdFor(ctx.actor)} as person, l.post_id as post, l.network, l.shared_at as "sharedAt",
			case when ${externalIdFor(ctx.actor)} = p.external_id then sh.address end as address
		from links l join people p on p.id = l.person_id left join shares sh on sh.link_id = l.id
		where ${after ? sql`l.id > ${after}::uuid` : sql`true`}
			${slug === undefined ? sql`` : sql`and l.slug = ${slug}`}
			${person === undefined ? sql`` : sql`and ${externalIdFor(ctx.actor)} = ${person} and p.external_id = ${person}`}
			${post === undefined ? sql`` : sql`and l.post_id = ${post}::uuid`}
			${network === undefined ? sql`` : sql`and l.network = ${network.toLowerCase()}`}
			${sharedSince ? sql`and l.shared_at >= ${instantOf(sharedSince)}` : sql``}
		order by l.id limit ${limit}
	`)) as unknown as Row[];
}

const shown = ({ slug, person, post, network, sharedAt, address }: Row): LinkRecord => ({
	...{ slug, url: linkAddress(slug), person, post, network },
	sharedAt: new Date(sharedAt).toISOString(),
	address,
});

/** A page of the links in the order in which they were made. Throws Failure `invalid` on a foreign cursor. */
export const listLinkRecords = guarded(
	'listLinkRecords',
	'links.read',
	z.strictObject({ ...filters, ...PAGE_FIELDS }),
	async (
		ctx,
		{ limit, cursor, ...where },
	): Promise<{ links: LinkRecord[]; nextCursor: string | null }> => {
		const found = await select(ctx, { ...where, after: afterOf(cursor) }, limit + 1);
		const { rows, nextCursor } = pageFrom(found, limit);
		return { links: rows.map(shown), nextCursor };
	},
);

/** One link by its slug. Throws Failure `not_found`. */
export const readLinkRecord = guarded(
	'readLinkRecord',
	'links.read',
	z.strictObject({ slug: z.string().min(1).max(100) }),
	async (ctx, { slug }): Promise<LinkRecord> => {
		const [row] = await select(ctx, { slug }, 1);
		if (row) return shown(row);
		throw new Failure('not_found', 'There is no such link.');
	},
);
