import type { Reader } from './reader.ts';
import { thankCode } from './thank.ts';

/** Left out in a week that brought nothing. */
export const post: Reader<'post'> = async (asked) => {
	const found = asked.screen?.post;
	if (!found) return null;
	return { ...found, thank: await thankCode(asked, found.person.externalId) };
};
