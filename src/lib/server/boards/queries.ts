import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { Board, BoardRow, Me, TickerItem } from '#lib/domain/live/events.ts';
import type { Phase } from '#lib/domain/contest/phase.ts';
import type { PostOfTheWeek } from '#lib/domain/posts/view.ts';
import type { ReceiptsPage } from '#lib/domain/receipts/view.ts';
import { METRICS } from '#lib/domain/contest/rules.ts';
import { guarded } from '../context.ts';

const contest = z.string().min(1).max(100);
const audience = z.enum(['public', 'owner']).optional();
const externalId = z.string().min(1).max(200);
const cursor = z.string().max(2000).optional();

/** A page of the table as API.md answers it. */
export type StandingsPage = {
	contest: string;
	phase: Phase;
	rulesVersion: number;
	version: number;
	frozen: boolean;
	rows: (Omit<BoardRow, 'movement' | 'person'> & {
		person: { externalId: string; name: string; team: string };
	})[];
	nextCursor: string | null;
};

const later = (): never => {
	throw new Failure('unavailable', 'not built yet');
};

/** The board as an audience sees it: the first `top` rows (50; at most 100,000 for the page of everyone). */
export const readBoard = guarded(
	'readBoard',
	'board.read',
	z.strictObject({ contest, top: z.int().min(1).max(100_000).default(50), audience }),
	async (): Promise<Board> => later(),
);

/** A page of the table for the API, in order; the cursor holds while rows move. */
export const readStandingsPage = guarded(
	'readStandingsPage',
	'board.read',
	z.strictObject({ contest, audience, limit: z.int().min(1).max(200).default(50), cursor }),
	async (): Promise<StandingsPage> => later(),
);

/** The signed-in person's own row, neighbours and gap; their own figures are live while the board is frozen. */
export const readMe = guarded(
	'readMe',
	'board.read',
	z.strictObject({ contest }),
	async (): Promise<Me> => later(),
);

/** Points per day of the last 14 days in the contest's zone, oldest first, today last; by externalId. */
export const readSparklines = guarded(
	'readSparklines',
	'board.read',
	z.strictObject({ contest, people: z.array(externalId).max(500), audience }),
	async (): Promise<Record<string, number[]>> => later(),
);

/** The latest news of the contest, newest first, at most 20. */
export const readTicker = guarded(
	'readTicker',
	'board.read',
	z.strictObject({ contest }),
	async (): Promise<TickerItem[]> => later(),
);

/** The link whose facts weighed most in the last seven days of the contest; null when none brought anything. */
export const readPostOfTheWeek = guarded(
	'readPostOfTheWeek',
	'board.read',
	z.strictObject({ contest }),
	async (): Promise<PostOfTheWeek | null> => later(),
);

/** Every fact of a person in the contest, newest first, with what it brought and why not; 100 a page. */
export const readReceipts = guarded(
	'readReceipts',
	'receipts.read',
	z.strictObject({
		contest,
		person: externalId,
		filter: z.enum(['all', 'counted', 'not-counted', ...METRICS, 'adjustment']).default('all'),
		limit: z.int().min(1).max(200).default(100),
		cursor,
	}),
	async (): Promise<ReceiptsPage> => later(),
);
