import { sql } from 'drizzle-orm';
import { authorise, GUARD, type Ctx } from '../context.ts';

/** Takes posts (own ids) out that nobody has a link to, in the caller's transaction. Gives how many are out. Needs posts.write. */
export const takeOutPosts = Object.assign(
	async (ctx: Ctx, ids: readonly string[]): Promise<number> => {
		authorise(ctx.actor, 'posts.write');
		const rows = await ctx.db.execute<{ id: string }>(sql`
			select p.id from posts p where p.id in (
				select x::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) x)
				and not exists (select from links l where l.post_id = p.id)
			for update of p`);
		const free = sql`(select x::uuid from jsonb_array_elements_text(
			${JSON.stringify(rows.map(({ id }) => id))}::text::jsonb) x)`;
		await ctx.db.execute(sql`delete from post_teams where post_id in ${free}`);
		await ctx.db.execute(sql`delete from post_copies where post_id in ${free}`);
		await ctx.db.execute(sql`delete from posts where id in ${free}`);
		return rows.length;
	},
	{ [GUARD]: { name: 'takeOutPosts', permission: 'posts.write' } as const },
);
