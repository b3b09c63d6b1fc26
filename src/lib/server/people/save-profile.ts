import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import {
	ABOUT_LONGEST,
	EMPTY_PROFILE,
	isPageAddress,
	NETWORKS_MOST,
	TAG_LONGEST,
	TAGS_MOST,
	type Profile,
} from '#lib/domain/people/profile.ts';
import { isStorable } from '#lib/domain/text.ts';
import { guarded, withTransaction } from '../context.ts';
import { profiles } from '../db/schema/appearance.ts';
import { refreshDirectory } from './directory-words.ts';

const storable = (text: string) => isStorable(text);
const tags = z
	.array(z.string().min(1).max(TAG_LONGEST, 'is too long').refine(storable))
	.max(TAGS_MOST, 'are too many');

export const profileSchema = z.strictObject({
	about: z.string().trim().max(ABOUT_LONGEST, 'is too long').refine(storable),
	topics: tags,
	goodAt: tags,
	languages: tags,
	networks: z
		.array(z.string().max(300).refine(isPageAddress, 'is no address that begins with https://'))
		.max(NETWORKS_MOST, 'are too many'),
	showResults: z.boolean(),
});

/** Writes what the person who asks tells of themselves; everything empty takes it away again. Throws Failure `invalid`. */
export const saveProfile = guarded(
	'saveProfile',
	'appearance.own',
	profileSchema,
	async (ctx, profile): Promise<void> => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
		await withTransaction(ctx, async (tx) => {
			const row = { ...profile, updatedAt: tx.now };
			await tx.db
				.insert(profiles)
				.values({ personId: actor.id, ...row })
				.onConflictDoUpdate({ target: profiles.personId, set: row });
			await refreshDirectory(tx.db, [actor.id]);
		});
	},
);

/** What the person who asks has told of themselves. */
export const readOwnProfile = guarded(
	'readOwnProfile',
	'appearance.own',
	z.strictObject({}),
	async (ctx): Promise<Profile> => {
		if (ctx.actor.kind !== 'person') return EMPTY_PROFILE;
		const [row] = await ctx.db
			.select()
			.from(profiles)
			.where(sql`person_id = ${ctx.actor.id}`);
		if (!row) return EMPTY_PROFILE;
		const { about, topics, goodAt, languages, networks, showResults } = row;
		return { about, topics, goodAt, languages, networks, showResults };
	},
);
