import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { RevealNow } from '#lib/domain/reveal/scene.ts';
import { appendAudit } from '../audit/append.ts';
import { visibleContest } from '../boards/contest.ts';
import { guarded, withTransaction } from '../context.ts';
import { ring } from '../displays/bell.ts';
import { REVEAL_CHANNEL, revealNow } from './now.ts';
import { scenesOf } from './material.ts';

/**
 * Begins the reveal of a contest that is final and was held for it: fixes its steps and shows the title on every screen. One
 * that is under way goes on as it is, so that two who press at once begin one. Throws Failure `not_found`, `conflict`
 * (reason `not_held`).
 */
export const startReveal = guarded(
	'startReveal',
	'reveal.drive',
	z.strictObject({ contest: z.string().min(1).max(100) }),
	(ctx, { contest: slug }) =>
		withTransaction(ctx, async (tx): Promise<RevealNow> => {
			// The row is locked before it is read: no correction and no end of another reveal in between.
			await tx.db.execute(sql`select from contests where slug = ${slug} for update`);
			const contest = await visibleContest(tx, slug);
			if (!contest.finalAt || !contest.heldForReveal) {
				throw new Failure('conflict', 'This contest is not held for a reveal.', {
					reason: 'not_held',
				});
			}
			const scenes = await scenesOf(tx, contest);
			const startedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const begun = await tx.db.execute(sql`
				insert into contest_reveals (contest_id, state, steps, started_by)
				values (${contest.id}, 'running', ${JSON.stringify(scenes)}::text::jsonb, ${startedBy})
				on conflict (contest_id) do nothing returning contest_id`);
			if (begun.length > 0) {
				await appendAudit(tx, {
					action: 'reveal.start',
					target: `contest:${contest.id}`,
					details: { steps: scenes.length - 1 },
				});
				await tx.db.execute(sql`select pg_notify(${REVEAL_CHANNEL}, ${contest.id})`);
				// A paired screen may be showing another contest.
				await ring(tx, 'programme', 'all');
			}
			return (await revealNow(tx.db, contest.id))!;
		}),
);
