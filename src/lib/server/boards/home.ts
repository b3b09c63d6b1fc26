import { z } from 'zod';
import { guarded } from '../context.ts';
import { currentContest } from '../contests/queries.ts';
import { listCategories, listPosts } from '../posts/queries.ts';
import { withDrawn } from '../prizes/drawn.ts';
import { readPerson } from '../people/queries.ts';
import { Failure } from '#lib/domain/failure.ts';
import { readBoard, readMe } from './queries.ts';
import { readUnmet } from './unmet.ts';

/** Home watches this many rows of the board; it draws one's own surroundings from `me`. */
const WATCHED = 10;

/** Everything an employee's first page shows. `usualClicks` is the mean over own links that brought any, rounded. */
export const readHome = guarded(
	'readHome',
	'board.read',
	z.strictObject({ category: z.string().max(100).optional() }),
	async (ctx, { category }) => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
		const [current, everything, categories, person] = await Promise.all([
			currentContest({ ctx, input: {} }),
			listPosts({ ctx, input: { limit: 200 } }),
			listCategories({ ctx, input: {} }),
			readPerson({ ctx, input: { externalId: actor.externalId } }),
		]);
		const contest = current && (await withDrawn(ctx, current));
		const input = contest && { contest: contest.slug };
		const [board, me, unmet] = input
			? await Promise.all([
					readBoard({ ctx, input: { ...input, top: WATCHED } }),
					readMe({ ctx, input }),
					readUnmet({ ctx, input }),
				])
			: [null, null, null];
		const brought = everything.flatMap(({ links }) =>
			links.map(({ clicks }) => clicks).filter((clicks) => clicks > 0),
		);
		const excluded = contest?.rules.exclude;
		const competes =
			!excluded?.people?.includes(person.externalId) &&
			!excluded?.teams?.includes(person.team) &&
			!person.groups.some((group) => excluded?.groups?.includes(group));
		return {
			contest,
			board,
			me,
			unmet,
			person: { externalId: person.externalId, team: person.team },
			competes,
			usualClicks:
				brought.length > 0
					? Math.round(brought.reduce((sum, clicks) => sum + clicks, 0) / brought.length)
					: 0,
			categories,
			category: category ?? null,
			posts: everything.filter((post) =>
				category === 'team'
					? post.teams.includes(person.team)
					: !category || post.category === category,
			),
			now: ctx.now.toISOString(),
		};
	},
);
