import { inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { imageAddressSchema, webAddressSchema } from '#lib/domain/posts/address.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { teams } from '../db/schema/people.ts';
import { postCopies, posts, postTeams } from '../db/schema/posts.ts';

export const createPostSchema = z.strictObject({
	externalId: externalIdSchema.optional(),
	title: textSchema(300),
	url: webAddressSchema,
	category: textSchema(100),
	summary: textSchema(2000).nullish(),
	imageUrl: imageAddressSchema.nullish(),
	teams: z.array(textSchema(200)).max(200).default([]),
	copy: z
		.array(z.strictObject({ network: textSchema(40).toLowerCase(), text: textSchema(5000) }))
		.max(50)
		.refine((list) => new Set(list.map((item) => item.network)).size === list.length, {
			message: 'each network once',
		})
		.default([]),
	/** When it appears; now unless given. */
	publishedAt: instantSchema.optional(),
	/** From when it is no longer offered for sharing; links go on working. */
	expiresAt: instantSchema.nullish(),
});

/** The ids of teams by name; throws Failure `invalid` with the path of every unknown one: a typo would hide the post. */
async function teamIds(ctx: Ctx, names: string[]): Promise<string[]> {
	if (names.length === 0) return [];
	const rows = await ctx.db
		.select({ id: teams.id, name: teams.name })
		.from(teams)
		.where(inArray(teams.name, names));
	const known = new Set(rows.map((row) => row.name));
	const errors = names.flatMap((name, index) =>
		known.has(name) ? [] : [{ path: `teams.${index}`, message: 'there is no such team' }],
	);
	if (errors.length > 0) throw new Failure('invalid', 'Some teams are unknown.', { errors });
	return rows.map((row) => row.id);
}

async function categoryId(ctx: Ctx, name: string): Promise<string> {
	await ctx.db.execute(
		sql`insert into categories (id, name) values (${v7()}, ${name}) on conflict (name) do nothing`,
	);
	const rows = await ctx.db.execute<{ id: string }>(
		sql`select id from categories where name = ${name}`,
	);
	return rows[0]!.id;
}

/**
 * Adds a story worth sharing; its category is made as named. Throws Failure `invalid` with paths (an address that is
 * not http(s) or carries credentials, an unknown team) and `conflict` when the external id is taken.
 */
export const createPost = guarded('createPost', 'posts.write', createPostSchema, (ctx, input) =>
	withTransaction(ctx, async (tx) => {
		const meantFor = await teamIds(tx, [...new Set(input.teams)]);
		const [row] = await tx.db
			.insert(posts)
			.values({
				externalId: input.externalId,
				title: input.title,
				url: input.url,
				categoryId: await categoryId(tx, input.category),
				summary: input.summary ?? null,
				imageUrl: input.imageUrl ?? null,
				publishedAt: input.publishedAt ?? tx.now,
				expiresAt: input.expiresAt ?? null,
				createdAt: tx.now,
				createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
			})
			.onConflictDoNothing({ target: posts.externalId })
			.returning({ id: posts.id });
		if (!row)
			throw new Failure('conflict', 'There is a post with this external id already.', {
				errors: [{ path: 'externalId', message: 'is taken' }],
			});
		const { id } = row;
		if (meantFor.length > 0)
			await tx.db.insert(postTeams).values(meantFor.map((teamId) => ({ postId: id, teamId })));
		if (input.copy.length > 0)
			await tx.db.insert(postCopies).values(input.copy.map((item) => ({ postId: id, ...item })));
		await appendAudit(tx, {
			action: 'post.create',
			target: `post:${id}`,
			details: { title: input.title, url: input.url },
		});
		return { id };
	}),
);
