import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { RevealNow } from '#lib/domain/reveal/scene.ts';
import { visibleContest } from '../boards/contest.ts';
import { guarded, withTransaction } from '../context.ts';
import { REVEAL_CHANNEL, revealNow } from './now.ts';

/**
 * Goes to a step, forward or back, on every screen. `revision` is the one that was looked at: of two who press at once
 * the second finds the step made and makes no other. Throws Failure `not_found`, `invalid` (`to` beyond the last),
 * `conflict` (reason `reveal_over`, or `reveal_moved` when it stands elsewhere by now).
 */
export const stepReveal = guarded(
	'stepReveal',
	'reveal.drive',
	z.strictObject({
		contest: z.string().min(1).max(100),
		to: z.coerce.number().int().min(0),
		revision: z.coerce.number().int().min(1),
	}),
	(ctx, { contest: slug, to, revision }) =>
		withTransaction(ctx, async (tx): Promise<RevealNow> => {
			const { id } = await visibleContest(tx, slug);
			await tx.db.execute(sql`select from contest_reveals where contest_id = ${id} for update`);
			const before = await revealNow(tx.db, id);
			if (!before) throw new Failure('not_found', 'This contest has no reveal.');
			if (before.state !== 'running') {
				throw new Failure('conflict', 'The reveal is over.', { reason: 'reveal_over' });
			}
			if (to > before.total) {
				const message = `there are ${before.total} steps`;
				throw new Failure('invalid', `Only ${message}.`, { errors: [{ path: 'to', message }] });
			}
			if (before.step === to) return before;
			if (before.revision !== revision) {
				throw new Failure('conflict', 'Somebody else has moved the reveal meanwhile.', {
					reason: 'reveal_moved',
				});
			}
			await tx.db.execute(sql`
				update contest_reveals set step = ${to}, revision = revision + 1, updated_at = now()
				where contest_id = ${id}`);
			await tx.db.execute(sql`select pg_notify(${REVEAL_CHANNEL}, ${id})`);
			return (await revealNow(tx.db, id))!;
		}),
);
