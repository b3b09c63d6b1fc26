import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { escaped } from '#lib/domain/badges/svg.ts';
import { Failure } from '#lib/domain/failure.ts';
import { rssOf, type RssItem } from '#lib/domain/showcase/rss.ts';
import { m } from '#lib/paraglide/messages.js';
import { guarded } from '../context.ts';
import { publicOrigin } from '../origin.ts';
import { readProgram } from '../programs/queries.ts';
import { letterWords } from './letter-words.ts';
import { publishedMonths, publishedShowcase } from './published.ts';

/** A year of months is more than any reader keeps. */
const MONTHS = 12;

/**
 * The RSS feed behind somebody's own address: an item for each post of the last twelve published months, as they are at this moment.
 * Throws Failure `not_found` for an address that is no more, and of who has left.
 */
export const showFeed = guarded(
	'showFeed',
	'showcase.open',
	z.strictObject({ key: z.string().min(1).max(100) }),
	async (ctx, { key }): Promise<string> => {
		const [reader] = await ctx.db.execute(sql`
			select from showcase_readers r join people p on p.id = r.person_id and p.active where r.feed_key = ${key}`);
		if (!reader) throw new Failure('not_found', 'There is no such feed.');
		const { name } = await readProgram(ctx);
		const origin = publicOrigin();
		const items: RssItem[] = [];
		for (const month of (await publishedMonths(ctx)).slice(0, MONTHS)) {
			const showcase = await publishedShowcase(ctx, ['showcase'], month);
			if (!showcase) continue;
			const words = letterWords(showcase, name);
			for (const post of showcase.posts) {
				const said = [words.by(post), words.brought(post) ?? '', post.comment || post.summary];
				items.push({
					title: `${post.place}. ${post.title}`,
					link: post.url,
					guid: `showcase:${month}:${post.code}`,
					publishedAt: showcase.publishedAt,
					description: said
						.filter((text) => text !== '')
						.map((text) => `<p>${escaped(text)}</p>`)
						.join(''),
				});
			}
		}
		const channel = {
			...{ title: m.showcase_feed_title({ program: name }), link: `${origin}/showcase` },
			...{ self: `${origin}/showcase/feed/${key}.xml`, description: m.showcase_intro() },
			language: 'en',
		};
		return rssOf(channel, items);
	},
);
