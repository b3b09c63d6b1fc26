import { z } from 'zod';
import { METRICS, rulesSchema } from '#lib/domain/contest/rules.ts';
import type { ContestView } from '#lib/domain/contest/view.ts';
import { WATCHED_ROWS, type Screen, type ScreenContest } from '#lib/domain/displays/screen.ts';
import * as boards from '../boards/queries.ts';
import { guarded } from '../context.ts';
import { readContest } from '../contests/queries.ts';
import { withDrawn } from '../prizes/drawn.ts';
import { readReveal } from '../reveals/queries.ts';

const HOUR_MS = 3_600_000;

function screenContest(view: ContestView): ScreenContest {
	const { metrics, minClicks, settleHours, teams } = rulesSchema.parse(view.rules);
	const points = METRICS.map((metric) => ({ metric, points: metrics[metric]?.points ?? 0 }));
	return {
		slug: view.slug,
		name: view.name,
		phase: view.phase,
		startsAt: view.startsAt,
		endsAt: view.endsAt,
		settledAt: new Date(Date.parse(view.endsAt) + settleHours * HOUR_MS).toISOString(),
		timeZone: view.timeZone,
		...{ minClicks, teams },
		points: points.filter((each) => each.points > 0).sort((a, b) => b.points - a.points),
		prizes: view.prizes,
	};
}

/**
 * What a display shows of a contest, whatever office it hangs in. Throws Failure `not_found` for one that the asking
 * display does not show.
 */
export const readContestScreen = guarded(
	'readContestScreen',
	'board.read',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	async (ctx, input): Promise<Omit<Screen, 'office' | 'host' | 'now' | 'build'>> => {
		const [view, board, ticker, post, { shown: _, state, ...at }] = await Promise.all([
			readContest({ ctx, input: { slug: input.contest } }),
			boards.readBoard({ ctx, input: { ...input, top: WATCHED_ROWS } }),
			boards.readTicker({ ctx, input }),
			boards.readPostOfTheWeek({ ctx, input }),
			readReveal({ ctx, input }),
		]);
		const people = board.rows.map(({ person }) => person.externalId);
		return {
			contest: screenContest(await withDrawn(ctx, view)),
			board,
			sparklines: await boards.readSparklines({ ctx, input: { ...input, people } }),
			ticker,
			post,
			reveal: state === 'running' || state === 'done' ? { ...at, state } : null,
		};
	},
);
