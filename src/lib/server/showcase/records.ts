import { z } from 'zod';
import { SURFACES } from '#lib/domain/people/appearance.ts';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import { PAGE_FIELDS } from '../api/keyset.ts';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';
import { guarded } from '../context.ts';
import { NOT_TOLD } from '../people/shown.ts';
import { noEdition } from './edition.ts';
import { publishedMonths, publishedShowcase } from './published.ts';

/** A post of a month's showcase as the API answers it. */
export type ShowcasePostRecord = {
	place: number;
	title: string;
	comment: string;
	/** The post itself; of who is not told the story that it is about. */
	url: string;
	network: string | null;
	/** externalId; `not-told` where they do not appear by name. */
	person: string;
	clicks: number | null;
	conversations: number | null;
};

/** A month's published showcase. */
export type ShowcaseRecord = {
	month: string;
	intro: string;
	publishedAt: string;
	posts: ShowcasePostRecord[];
};

const lastSeen = z.strictObject({ month: monthSchema });

/** A page of the months that have a published showcase, the newest first. Throws Failure `invalid` on a foreign cursor. */
export const listShowcaseRecords = guarded(
	'listShowcaseRecords',
	'showcase.read',
	z.strictObject(PAGE_FIELDS),
	async (ctx, { limit, cursor }) => {
		const before = decodeCursor(lastSeen, cursor)?.month;
		const months = (await publishedMonths(ctx)).filter((month) => !before || month < before);
		const page = months.slice(0, limit);
		const last = months.length > limit ? page.at(-1) : undefined;
		return {
			showcases: page.map((month) => ({ month })),
			nextCursor: last ? encodeCursor({ month: last }) : null,
		};
	},
);

/**
 * A month's published showcase. What programs read can be laid beside links and boards: whoever has another name anywhere is not told
 * here, whoever asks. Throws Failure `not_found`, also for a draft and for a month of which nothing may be shown any more.
 */
export const readShowcaseRecord = guarded(
	'readShowcaseRecord',
	'showcase.read',
	z.strictObject({ month: z.string().max(20) }),
	async (ctx, input): Promise<ShowcaseRecord> => {
		const month = monthSchema.safeParse(input.month);
		const showcase = month.success ? await publishedShowcase(ctx, SURFACES, month.data) : null;
		if (!showcase) throw noEdition();
		return {
			...{ month: showcase.month, intro: showcase.intro, publishedAt: showcase.publishedAt },
			posts: showcase.posts.map(({ place, title, comment, url, network, ...post }) => ({
				...{ place, title, comment, url, network },
				person: post.named ? post.credit.externalId : NOT_TOLD,
				clicks: post.figures?.clicks ?? null,
				conversations: post.figures?.conversations ?? null,
			})),
		};
	},
);
