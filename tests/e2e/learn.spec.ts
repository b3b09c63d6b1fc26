import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { LESSON_KEYS, LESSONS, type LessonKey } from '#lib/domain/learn/lessons/registry.ts';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { PERSONAS } from '#lib/server/demo/personas.ts';
import { alive, pressUnanswered } from './alive.ts';
import { expect, test, type Portal } from './portal.ts';

async function answer(page: Page, lesson: LessonKey, wrong = false) {
	const { questions } = LESSONS[lesson].texts.en;
	await page.goto(`/learn/${lesson}?lang=en`);
	for (const [place, { choices, right }] of questions.entries()) {
		const choice = wrong && place === 0 ? (right + 1) % choices.length : right;
		await page.getByLabel(choices[choice]!.text, { exact: true }).check();
	}
	await page.getByRole('button', { name: m.learn_answer() }).click();
}

/** A running contest that ranks who has the certificate, with points of a person; it ends long after the demo's. */
async function aContestThatAsks(portal: Portal, person: string): Promise<string> {
	const ctx = { ...portal.ctx, now: new Date() };
	const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
	const { slug } = await createContest({
		ctx,
		input: {
			...{ name: 'Certified', startsAt: at(-1), endsAt: at(400), timeZone: 'Europe/Stockholm' },
			...{ metrics: { conversion: { points: 1 } }, requires: ['certificate'] },
		} as never,
	});
	const input = { contest: slug, person, points: 50_000, reason: 'A head start.' };
	await createAdjustment({ ctx, input });
	return slug;
}

test('who has it all to do sees so on the board, learns without a script, has a certificate and is ranked at once', async ({
	open,
	portal,
}) => {
	const owner = await (await open('owner')).newPage();
	await owner.goto('/learn/edit/guidelines');
	const version = Number(await owner.locator('input[name=from]').inputValue()) + 1;
	await owner.getByLabel(m.learn_edit_text_en()).fill(`## Be kind\n\nVersion ${version}.`);
	await owner.getByLabel(m.learn_edit_note(), { exact: true }).fill('Kindness.');
	await owner.getByRole('button', { name: m.learn_edit_preview() }).click();
	await expect(owner.getByRole('heading', { name: 'Be kind' }).first()).toBeVisible();
	await owner.getByRole('button', { name: m.learn_edit_publish({ version }) }).click();
	await expect(owner.getByRole('status')).toHaveText(m.learn_edit_published({ version }));

	// The demo's employee has a certificate already, its manager never began.
	const { externalId } = PERSONAS.find(({ role }) => role === 'manager')!;
	const slug = await aContestThatAsks(portal, externalId);
	const board = await (await open('manager')).newPage();
	await board.goto(`/contests/${slug}`);
	// Who is ranked stands on the podium too.
	const own = board.locator(`[role=row][data-person="${externalId}"]`);
	await expect(own).toContainText(/50,0\d\d/);
	await expect(own).toContainText(m.common_not_ranked());
	const missing = board.getByRole('link', { name: m.board_unmet_certificate() });
	await expect(missing).toHaveAttribute('href', '/learn');

	const page = await (await open('manager', { javaScriptEnabled: false })).newPage();
	await answer(page, 'disclosure', true);
	await expect(page.getByRole('alert')).toHaveText(m.learn_not_passed());
	const { choices, right } = LESSONS.disclosure.texts.en.questions[0]!;
	await expect(page.getByText(choices[(right + 1) % choices.length]!.why)).toBeVisible();
	for (const lesson of LESSON_KEYS) {
		await answer(page, lesson);
		await expect(page.getByRole('status')).toHaveText(m.learn_passed());
	}
	await page.goto('/learn/guidelines?lang=en');
	await expect(page.getByRole('heading', { name: 'Be kind' })).toBeVisible();
	await page.getByRole('button', { name: m.learn_accept({ version }) }).click();
	await expect(page.getByRole('status')).toHaveText(m.learn_certified());
	await page.getByRole('link', { name: m.learn_certificate_open() }).click();
	await expect(page.getByText(m.learn_certificate_guidelines({ version }))).toBeVisible();

	await expect(own.getByRole('cell').first()).toHaveText('1');
	await expect(own).not.toContainText(m.common_not_ranked());
	await expect(missing).toHaveCount(0);

	// An answer that does not come through leaves what was chosen where it is.
	await board.goto('/learn/disclosure?lang=en');
	const first = board.getByLabel(choices[right]!.text, { exact: true });
	await first.check();
	const send = board.getByRole('button', { name: m.learn_answer() });
	await pressUnanswered(board, () => send.click());
	await expect(first).toBeChecked();
	await send.click();
	await expect(board.getByRole('alert')).toHaveText(m.learn_not_passed());
	await portal.connections.sql`update contests set cancelled_at = now() where slug = ${slug}`;
});

test('what is typed into a suggestion before the script has loaded stays', async ({ open }) => {
	const page = await (await open('employee')).newPage();
	const typed = Promise.withResolvers<void>();
	await page.route('**/_app/**/*.js', async (route) => {
		await typed.promise;
		await route.continue();
	});
	await page.goto('/proposals', { waitUntil: 'commit' });
	const why = page.getByLabel(m.proposals_field_why());
	await why.fill('Their first year, in pictures.');
	typed.resolve();
	await alive(page);
	await expect(why).toHaveValue('Their first year, in pictures.');
});

test('a suggestion goes from the employee to a draft, and its proposer is told', async ({
	open,
}) => {
	const title = 'What our apprentices built';
	const page = await (await open('employee')).newPage();
	await page.goto('/proposals');
	await page.getByLabel(m.proposals_field_title()).fill(title);
	await page.getByLabel(m.proposals_field_url()).fill('https://www.example.com/apprentices');
	await page.getByLabel(m.proposals_field_why()).fill('Their first year, in pictures.');
	await page.getByRole('button', { name: m.proposals_send() }).click();
	await expect(page.getByRole('status')).toHaveText(m.proposals_sent());

	const owner = await (await open('owner')).newPage();
	// A hasty owner: the form is opened before its script has loaded, and stays open when it has.
	const opened = Promise.withResolvers<void>();
	await owner.route('**/_app/**/*.js', async (route) => {
		await opened.promise;
		await route.continue();
	});
	await owner.goto('/proposals/queue', { waitUntil: 'commit' });
	const card = owner.getByRole('article', { name: title });
	await card.locator('summary').filter({ hasText: m.proposals_queue_accept() }).click();
	opened.resolve();
	await alive(owner);
	await card.locator('form[action="?/accept"] input[name=note]').fill('Lovely.');
	await card.getByRole('button', { name: m.proposals_queue_accept_yes() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.proposals_queue_done_accept());

	await page.goto('/notices');
	await expect(
		page.getByText(m.notices_proposal_accepted({ title, note: 'Lovely.' })).first(),
	).toBeVisible();
});
