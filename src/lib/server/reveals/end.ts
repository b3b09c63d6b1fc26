import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { visibleContest } from '../boards/contest.ts';
import { guarded, withTransaction } from '../context.ts';
import { ring } from '../displays/bell.ts';
import { announcePrizes } from '../prizes/announce.ts';
import { announceResult } from '../results/announce.ts';
import { BOARD_CHANNEL } from '../scoring/apply.ts';
import { REVEAL_CHANNEL, revealNow } from './now.ts';

/**
 * Ends a reveal: the contest is held no more, every board shows the final table, and everybody in it and all winners are told. Before the last step, and where none
 * has begun, only with `early`. Once ended it does nothing, so that two may press. Throws Failure `not_found`,
 * `conflict` (reason `not_held`, `reveal_not_over`).
 */
export const endReveal = guarded(
	'endReveal',
	'reveal.drive',
	z.strictObject({ contest: z.string().min(1).max(100), early: z.boolean().default(false) }),
	(ctx, { contest: slug, early }) =>
		withTransaction(ctx, async (tx) => {
			await tx.db.execute(sql`select from contests where slug = ${slug} for update`);
			const contest = await visibleContest(tx, slug);
			const reveal = await revealNow(tx.db, contest.id);
			if (!contest.heldForReveal && reveal?.state === 'done') return { ended: false };
			if (!contest.finalAt || !contest.heldForReveal) {
				throw new Failure('conflict', 'This contest is not held for a reveal.', {
					reason: 'not_held',
				});
			}
			if (!early && (!reveal || reveal.step < reveal.total)) {
				throw new Failure('conflict', 'The reveal has not come to its last step.', {
					reason: 'reveal_not_over',
				});
			}
			await tx.db.execute(sql`
				update contest_reveals set state = 'done', revision = revision + 1, updated_at = now()
				where contest_id = ${contest.id}`);
			await tx.db.execute(sql`
				update contests set held_for_reveal = false, revision = revision + 1, board_version = board_version + 1
				where id = ${contest.id}`);
			// What was not told while the result was held.
			await announceResult(tx, contest.id);
			await announcePrizes(tx, contest.id);
			await appendAudit(tx, {
				action: 'reveal.end',
				target: `contest:${contest.id}`,
				details: { step: reveal?.step ?? null, of: reveal?.total ?? null },
			});
			await tx.db.execute(sql`
				select pg_notify(${REVEAL_CHANNEL}, ${contest.id}), pg_notify(${BOARD_CHANNEL}, ${contest.id})`);
			// Paired screens go back to the contest that is on.
			await ring(tx, 'programme', 'all');
			return { ended: true };
		}),
);
