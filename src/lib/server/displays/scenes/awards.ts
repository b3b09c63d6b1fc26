import type { AwardEntry } from '#lib/domain/displays/content.ts';
import { newestOfEach } from '#lib/domain/displays/news.ts';
import { HIDDEN_SEED } from '#lib/domain/people/appearance.ts';
import { latestAwards } from '../../badges/queries.ts';
import { latestRecognitions } from '../../recognition/queries.ts';
import type { Asked, Reader } from './reader.ts';

const DAY_MS = 86_400_000;
/** What is older is no news. */
const NEWS_DAYS = 30;
/** So many are looked through: some of them are of people whom no screen shows. */
const AMONG = 30;

async function badges({ ctx }: Asked, limit: number): Promise<AwardEntry[]> {
	const found = await latestAwards({ ctx, input: { limit } });
	return found.map(({ id, person, art, level, of, name, at }) => ({
		...{ kind: 'badge' as const, id, art, level, of, name, at },
		person: { name: person.name, avatarSeed: person.avatarSeed },
	}));
}

async function thanks({ ctx }: Asked, limit: number): Promise<AwardEntry[]> {
	const found = await latestRecognitions({ ctx, input: { limit } });
	return found.map(({ id, from, to, message, at }) => ({
		...{ kind: 'thanks' as const, id, by: from.name, message, at },
		person: { name: to.name, avatarSeed: to.avatarSeed },
	}));
}

/**
 * Newest first, of the last 30 days, of both kinds some; people as each chose for displays, who is hidden there left out, badges without those that a frozen contest hides.
 * Left out while there is nothing new.
 */
export const awards: Reader<'awards'> = async (asked, { what, top }) => {
	const found = await Promise.all([
		what === 'thanks' ? [] : badges(asked, AMONG),
		what === 'badges' ? [] : thanks(asked, AMONG),
	]);
	const oldest = new Date(asked.ctx.now.getTime() - NEWS_DAYS * DAY_MS).toISOString();
	const news = found
		.flat()
		.filter(({ at, person }) => at >= oldest && person.avatarSeed !== HIDDEN_SEED);
	const entries = newestOfEach(news, top);
	return entries.length > 0 ? { what, entries } : null;
};
