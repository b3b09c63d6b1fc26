import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { ringShowcase } from './bell.ts';
import { changedEdition } from './edition.ts';
import { SHOWN_ENTRY } from './shown-entries.ts';

/** A letter that has gone can't be taken back: so long after publication a mistake can still be mended. */
export const LETTER_PAUSE_MS = 10 * 60_000;

const edited = z.strictObject({ month: monthSchema, revision: z.coerce.number().int() });

/**
 * Publishes a month: its posts whose authors agree are on the page, the screens and in the feeds at once, the others as soon as they do.
 * With `letter` it goes by mail, ten minutes later and once, to those who want it. Throws Failure `not_found`, `conflict` (reason
 * `changed`, `published`, or `nobody_agreed` while no post may be shown).
 */
export const publishShowcase = guarded(
	'publishShowcase',
	'showcase.curate',
	edited.extend({ letter: z.boolean() }),
	(ctx, { month, revision, letter }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const { actor } = tx;
			const [before] = await tx.db.execute<{
				published: boolean;
				sent: boolean;
				shown: number;
			}>(sql`
				select published_at is not null as published,
					exists (select from showcase_letters s where s.month = ed.month and s.sent_at is not null) as sent,
					(select count(*)::int from showcase_entries e where e.month = ed.month and ${SHOWN_ENTRY}) as shown
				from showcase_editions ed where ed.month = ${month} for update`);
			if (before?.published)
				throw new Failure('conflict', 'It is published.', { reason: 'published' });
			if (before?.shown === 0)
				throw new Failure('conflict', 'No author has agreed yet.', { reason: 'nobody_agreed' });
			const sends = letter && !before?.sent;
			await changedEdition(tx, month, revision, {
				publishedAt: tx.now,
				publishedBy: actor.kind === 'person' ? actor.id : null,
				lettersAt: sends ? new Date(tx.now.getTime() + LETTER_PAUSE_MS) : null,
			});
			if (sends)
				await tx.db.execute(sql`
					insert into showcase_letters (month, person_id)
					select ${month}, r.person_id from showcase_readers r join people p on p.id = r.person_id and p.active
					where r.letter on conflict do nothing`);
			await appendAudit(tx, {
				action: 'showcase.published',
				target: `showcase:${month}`,
				details: { posts: before?.shown ?? 0, letter: sends },
			});
			await ringShowcase(tx);
		}),
);

/**
 * Makes a published month a draft again: it is gone from page, screens and feeds at once, and letters that have not gone yet don't go.
 * Throws Failure `not_found`, `conflict` (reason `changed`).
 */
export const takeBackShowcase = guarded(
	'takeBackShowcase',
	'showcase.curate',
	edited,
	(ctx, { month, revision }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			await changedEdition(tx, month, revision, {
				...{ publishedAt: null, publishedBy: null, lettersAt: null },
			});
			await tx.db.execute(
				sql`delete from showcase_letters where month = ${month} and sent_at is null`,
			);
			await appendAudit(tx, { action: 'showcase.taken_back', target: `showcase:${month}` });
			await ringShowcase(tx);
		}),
);
