import { sql } from 'drizzle-orm';
import { validate } from 'uuid';
import type { Place } from '#lib/domain/imports/kind.ts';
import type { Problem } from '#lib/domain/imports/reasons.ts';
import type { Ctx } from '../context.ts';
import { ensureLinks } from '../links/create-many.ts';

type Shared = Extract<Place, { person: string }>;
type Found = { slug: string } | { problems: Problem[] };

const keyOf = ({ person, post, network }: Shared) => JSON.stringify([person, post, network]);
/** So many links are remembered, some 30 MB; then it is begun anew. */
const MOST_KEPT = 100_000;

const texts = (list: Iterable<string>) =>
	sql`(select x from jsonb_array_elements_text(${JSON.stringify([...new Set(list)])}::text::jsonb) s(x))`;

/** People by what a file calls them: their id, or their e-mail address. */
async function peopleNamed(ctx: Ctx, names: readonly string[]): Promise<Map<string, string>> {
	const rows = (await ctx.db.execute(sql`
		select x as name, p.id from ${texts(names)} n join people p on p.external_id = x
		union all
		select x, p.id from ${texts(names)} n join people p on p.email = lower(x)
			where not exists (select from people q where q.external_id = x)
	`)) as unknown as { name: string; id: string }[];
	return new Map(rows.map(({ name, id }) => [name, id]));
}

type NamedPost = { id: string; publishedAt: Date };

/** Posts by what a file calls them: their id there, the portal's own, or their address (the oldest that has it). */
async function postsNamed(ctx: Ctx, names: readonly string[]): Promise<Map<string, NamedPost>> {
	const uuids = names.filter((name) => validate(name));
	const rows = (await ctx.db.execute(sql`
		select x as name, p.id, (extract(epoch from p.published_at) * 1000)::float8 as ms
		from ${texts(names)} n join posts p on p.url = x
		order by p.created_at desc, p.id desc
	`)) as unknown as { name: string; id: string; ms: number }[];
	const better = (await ctx.db.execute(sql`
		select x as name, p.id, (extract(epoch from p.published_at) * 1000)::float8 as ms
		from ${texts(uuids)} n join posts p on p.id = x::uuid
		union all
		select x, p.id, (extract(epoch from p.published_at) * 1000)::float8
		from ${texts(names)} n join posts p on p.external_id = x
	`)) as unknown as { name: string; id: string; ms: number }[];
	return new Map(
		[...rows, ...better].map(({ name, id, ms }) => [
			name,
			{ id, publishedAt: new Date(Math.round(ms)) },
		]),
	);
}

/**
 * Finds the links of a file's lines by person, post and network, and makes what is missing: shared when the post was
 * published, since no file says better. What was found is remembered over the batches of a file.
 */
export function linkFinder(): (
	ctx: Ctx,
	places: readonly Shared[],
) => Promise<(place: Shared) => Found> {
	let known = new Map<string, Found>();
	return async (ctx, places) => {
		if (known.size > MOST_KEPT) known = new Map();
		const fresh = new Map(
			places.filter((place) => !known.has(keyOf(place))).map((place) => [keyOf(place), place]),
		);
		if (fresh.size > 0) {
			const wanted = [...fresh.values()];
			const people = await peopleNamed(
				ctx,
				wanted.map(({ person }) => person),
			);
			const posts = await postsNamed(
				ctx,
				wanted.map(({ post }) => post),
			);
			const right: [string, Shared, string, NamedPost][] = [];
			for (const [key, place] of fresh) {
				const [personId, post] = [people.get(place.person), posts.get(place.post)];
				if (personId && post) right.push([key, place, personId, post]);
				else {
					const problems: Problem[] = [];
					if (!personId) problems.push({ column: 'person', reason: 'unknown_person' });
					if (!post) problems.push({ column: 'post', reason: 'unknown_post' });
					known.set(key, { problems });
				}
			}
			const slugs = await ensureLinks(
				ctx,
				right.map(([, { network }, personId, { id: postId, publishedAt: sharedAt }]) => ({
					...{ personId, postId, network, sharedAt },
				})),
			);
			right.forEach(([key], index) => known.set(key, { slug: slugs[index]! }));
		}
		const kept = known;
		return (place) => kept.get(keyOf(place))!;
	};
}
