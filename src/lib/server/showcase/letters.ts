import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { letterHtml, letterText } from '#lib/domain/showcase/letter.ts';
import { monthSchema } from '#lib/domain/showcase/month.ts';
import type { Showcase } from '#lib/domain/showcase/view.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { mailer, type Mailer } from '../mails/mailer.ts';
import { publicOrigin } from '../origin.ts';
import { readProgram } from '../programs/queries.ts';
import { noEdition } from './edition.ts';
import { oneClickPath } from './one-click.ts';
import { publishedShowcase } from './published.ts';

/** So many letters go in one run; the rest in the next one, five minutes later. */
const BATCH = 500;
/** A mail server that is away is asked again after this, and for so long. */
const AGAIN_MINUTES = 15;
const MOST_TRIES = 20;
/** A letter that could not go for a week is no news: it stays, also when a mail server comes later. */
const NEWS_DAYS = 7;

type Letter = { subject: string; html: string; text: string };

/** A month's letter for whoever has the key; words come with the first letter, since a process that only opens links has none. */
async function letterOf(
	ctx: Ctx,
	showcase: Showcase,
	key: string,
): Promise<Letter & { unsubscribe: string }> {
	const { letterWords } = await import('./letter-words.ts');
	const { name } = await readProgram(ctx);
	const words = letterWords(showcase, name);
	const origin = publicOrigin();
	const end = `${origin}/showcase/letter/${key}`;
	const places = { origin, page: `${origin}/showcase/${showcase.month}`, end };
	return {
		...{ subject: words.subject, unsubscribe: origin + oneClickPath(key) },
		html: letterHtml(showcase, words, places),
		text: letterText(showcase, words, places),
	};
}

type Due = {
	month: string;
	personId: string;
	name: string;
	email: string;
	key: string;
	tries: number;
};

/** The next letter, locked: no other instance takes it. Null when none is due. */
async function nextLetter(tx: Ctx): Promise<Due | null> {
	const now = sql`${tx.now.toISOString()}::timestamptz`;
	const [due] = (await tx.db.execute(sql`
		select s.month, s.person_id as "personId", p.name, p.email, r.letter_key as key, s.tries
		from showcase_letters s join showcase_editions ed on ed.month = s.month
			join people p on p.id = s.person_id and p.active join showcase_readers r on r.person_id = s.person_id and r.letter
		where s.sent_at is null and s.tries < ${MOST_TRIES} and ed.published_at is not null
			and ed.letters_at <= ${now}
			and ed.letters_at > ${now} - make_interval(days => ${NEWS_DAYS}) and (s.next_at is null or s.next_at <= ${now})
		order by s.month, s.person_id limit 1 for update of s skip locked
	`)) as unknown as Due[];
	return due ?? null;
}

type Outcome = 'sent' | 'none' | 'dropped' | 'refused' | 'away';

/** Sends the next letter as the showcase is at this moment: of one that shows nothing any more none goes. */
async function sendNext(ctx: Ctx, post: Mailer): Promise<Outcome> {
	return withTransaction(ctx, async (tx) => {
		const due = await nextLetter(tx);
		if (!due) return 'none';
		const { month, personId, key } = due;
		const of = sql`month = ${month} and person_id = ${personId}`;
		const showcase = await publishedShowcase(tx, ['showcase'], month);
		if (!showcase) {
			await tx.db.execute(sql`delete from showcase_letters where ${of}`);
			return 'dropped';
		}
		const letter = await letterOf(tx, showcase, key);
		const to = { name: due.name, address: due.email };
		// The same letter has the same name however often it is sent: programs show it once.
		const messageId = `<showcase-${month}-${personId}@${new URL(publicOrigin()).hostname}>`;
		try {
			await post.send({ ...letter, to, messageId });
		} catch (error) {
			tx.log.warn({ err: error, month }, 'a letter of the showcase was not taken; trying again');
			const again = new Date(tx.now.getTime() + AGAIN_MINUTES * 60_000).toISOString();
			await tx.db.execute(sql`
				update showcase_letters set tries = tries + 1, next_at = ${again}::timestamptz where ${of}`);
			// A server that answers refuses this one; one that doesn't would keep all others waiting.
			return (error as { responseCode?: number }).responseCode ? 'refused' : 'away';
		}
		const now = tx.now.toISOString();
		await tx.db.execute(
			sql`update showcase_letters set sent_at = ${now}::timestamptz, tries = tries + 1 where ${of}`,
		);
		return 'sent';
	});
}

/**
 * Sends the letters that are due, one after the other, each as the showcase is then: what was withdrawn is in none that goes after.
 * One that the mail server refuses is tried again every 15 minutes for five hours. Without a mail server they wait. Gives how many went.
 */
export const sendLetters = guarded(
	'sendLetters',
	'system.run',
	z.strictObject({}),
	async (ctx): Promise<{ letters: number; failed: number }> => {
		const post = mailer();
		const done = { letters: 0, failed: 0 };
		if (!post) return done;
		try {
			for (let run = 0; run < BATCH; run++) {
				const outcome = await sendNext(ctx, post);
				if (outcome === 'none') break;
				if (outcome === 'sent') done.letters++;
				if (outcome === 'refused' || outcome === 'away') done.failed++;
				if (outcome === 'away') break;
			}
		} finally {
			post.close();
		}
		return done;
	},
);

/** A month's letter as it would go now, for who puts it together; its link to end the letters ends nothing. Throws Failure `not_found`. */
export const previewLetter = guarded(
	'previewLetter',
	'showcase.curate',
	z.strictObject({ month: monthSchema }),
	async (ctx, { month }): Promise<Letter> => {
		const showcase = await publishedShowcase(ctx, ['showcase'], month, true);
		if (!showcase) throw noEdition();
		const { subject, html, text } = await letterOf(ctx, showcase, 'preview');
		return { subject, html, text };
	},
);
