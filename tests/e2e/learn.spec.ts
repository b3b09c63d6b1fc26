import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { LESSON_KEYS, LESSONS, type LessonKey } from '#lib/domain/learn/lessons/registry.ts';
import { expect, test } from './portal.ts';

async function answer(page: Page, lesson: LessonKey, wrong = false) {
	const { questions } = LESSONS[lesson].texts.en;
	await page.goto(`/learn/${lesson}?lang=en`);
	for (const [place, { choices, right }] of questions.entries()) {
		const choice = wrong && place === 0 ? (right + 1) % choices.length : right;
		await page.getByLabel(choices[choice]!.text, { exact: true }).check();
	}
	await page.getByRole('button', { name: m.learn_answer() }).click();
}

test('who has it all to do learns without a script, after a wrong answer too, and has a certificate', async ({
	open,
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
	await owner.goto('/proposals/queue');
	const card = owner.getByRole('article', { name: title });
	await card.locator('summary').filter({ hasText: m.proposals_queue_accept() }).click();
	await card.locator('form[action="?/accept"] input[name=note]').fill('Lovely.');
	await card.getByRole('button', { name: m.proposals_queue_accept_yes() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.proposals_queue_done_accept());

	await page.goto('/notices');
	await expect(
		page.getByText(m.notices_proposal_accepted({ title, note: 'Lovely.' })).first(),
	).toBeVisible();
});
