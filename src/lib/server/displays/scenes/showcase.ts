import { publishedShowcase } from '../../showcase/published.ts';
import type { Reader } from './reader.ts';

/**
 * Left out while nothing is published. A screen stands where people look at both: of what somebody chose for the showcase and for
 * screens the more careful holds.
 */
export const showcase: Reader<'showcase'> = async ({ ctx }, { posts }) => {
	const found = await publishedShowcase(ctx, ['showcase', 'displays']);
	if (!found) return null;
	return {
		month: found.month,
		posts: found.posts
			.slice(0, posts === 'best' ? 1 : undefined)
			.map(({ place, title, comment, credit, network }) => ({
				...{ place, title, comment, network },
				person: { name: credit.name, avatarSeed: credit.avatarSeed, team: credit.team },
			})),
	};
};
