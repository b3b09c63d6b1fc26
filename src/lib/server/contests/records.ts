import { z } from 'zod';
import { PHASES } from '#lib/domain/contest/phase.ts';
import type { ContestView } from '#lib/domain/contest/view.ts';
import { PAGE_FIELDS } from '../api/keyset.ts';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';
import { guarded } from '../context.ts';
import { listContests, readContest } from './queries.ts';

/** A contest as the API answers it: its rules as the API takes them, its prizes, and where it is in its life. */
export type ContestRecord = Omit<ContestView, 'revision' | 'heldForReveal'>;

const shown = ({ revision: _, heldForReveal: __, ...record }: ContestView): ContestRecord => record;

const lastSeen = z.strictObject({ after: z.string().max(100) });

/**
 * A page of the contests by slug, by code point: it never changes, so the cursor holds. Drafts only for those who may
 * write contests. Throws Failure `invalid` on a foreign cursor.
 */
export const listContestRecords = guarded(
	'listContestRecords',
	'contests.read',
	z.strictObject({ phase: z.enum(PHASES).optional(), ...PAGE_FIELDS }),
	async (
		ctx,
		{ phase, limit, cursor },
	): Promise<{ contests: ContestRecord[]; nextCursor: string | null }> => {
		const after = decodeCursor(lastSeen, cursor)?.after ?? '';
		// A company has dozens.
		const views = (await listContests({ ctx, input: {} }))
			.filter((view) => view.slug > after && (phase === undefined || view.phase === phase))
			.sort((a, b) => (a.slug < b.slug ? -1 : 1));
		const page = views.slice(0, limit);
		const last = views.length > limit ? page.at(-1) : undefined;
		const nextCursor = last ? encodeCursor({ after: last.slug }) : null;
		return { contests: page.map(shown), nextCursor };
	},
);

/** One contest by its slug. Throws Failure `not_found`; a draft is not found by those who may not write contests. */
export const readContestRecord = guarded(
	'readContestRecord',
	'contests.read',
	z.strictObject({ slug: z.string().min(1).max(100) }),
	async (ctx, input): Promise<ContestRecord> => shown(await readContest({ ctx, input })),
);
