import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { m } from '#lib/paraglide/messages.js';
import { alive } from './alive.ts';
import { EMPLOYEE } from './pages.ts';
import { expect, test, type Portal } from './portal.ts';

/** Enough for a burst, too few for the other signals to speak as well. */
const CLICKS = 14;

/**
 * A burst from one network on a link of the employee's, as the door would have recorded it: the last time that nobody else of the
 * demo company's visitors was there, so that what is taken out is the burst alone.
 */
async function aBurst(portal: Portal): Promise<void> {
	const { slug } = await portal.link(EMPLOYEE);
	const { sql } = portal.connections;
	const [link] = await sql`
		select id, person_id as "personId", post_id as "postId" from links where slug = ${slug}`;
	const [quiet] = await sql<{ at: Date }[]>`
		select t.at from generate_series(now() - interval '20 minutes', now() - interval '20 hours', interval '-5 minutes') t(at)
		where not exists (select from clicks c where c.person_id = ${link!.personId as string}
			and c.at > t.at - interval '10 minutes' and c.at < t.at + interval '15 minutes')
		order by t.at desc limit 1`;
	const start = quiet!.at.getTime();
	await sql.begin(async (tx) => {
		for (let i = 0; i < CLICKS; i++) {
			const at = new Date(start + ((i * 7919) % 300_000));
			await tx`
				insert into clicks (id, link_id, person_id, post_id, at, visitor, network, verdict)
				values (${v7()}, ${link!.id as string}, ${link!.personId as string}, ${link!.postId as string},
					${at}, ${`e2e-${i}`}, 'e2e', 'valid')`;
		}
		await tx`insert into marks (person_id, metric, at) values (${link!.personId as string}, 'click', ${new Date(start)})`;
		await tx`select pg_notify('marks', '')`;
	});
}

/** The employee's points, as the board has them. */
async function pointsOf(portal: Portal): Promise<number> {
	const [row] = await portal.connections.sql`
		select s.points from standings s join people p on p.id = s.person_id join contests c on c.id = s.contest_id
		where p.external_id = ${EMPLOYEE} and c.slug = ${await portal.contest()}`;
	return row!.points as number;
}

/** Walks down the queue by key until the burst has the focus. */
async function walkTo(page: Page, name: string): Promise<void> {
	await expect(page.locator('[data-ready]')).toBeVisible();
	const flags = await page.locator('main li article').count();
	const focused = page.locator('li:focus', { hasText: name });
	const burst = focused.filter({ hasText: m.integrity_signal_network_burst() });
	for (let i = 0; i < flags && (await burst.count()) === 0; i++) await page.keyboard.press('j');
	await expect(burst).toBeVisible();
}

test.describe('integrity', () => {
	test('an owner voids a burst by keyboard, the person sees it and objects, and the points come back', async ({
		open,
		portal,
	}) => {
		const contest = await portal.contest();
		const before = await pointsOf(portal);
		await aBurst(portal);
		await expect.poll(() => pointsOf(portal)).toBeGreaterThan(before);
		const withBurst = await pointsOf(portal);
		const [employee] = await portal.connections.sql`
			select name from people where external_id = ${EMPLOYEE}`;
		const name = employee!.name as string;

		const owner = await (await open('owner')).newPage();
		await owner.goto(`/integrity?contest=${contest}`);
		await walkTo(owner, name);
		await owner.keyboard.press('v');
		await owner.keyboard.type('One machine with fourteen browsers.');
		await owner.keyboard.press('Tab');
		await owner.keyboard.press('Enter');
		await expect(owner.getByRole('status')).toContainText(
			m.integrity_done_voided({ count: CLICKS }),
		);
		await expect.poll(() => pointsOf(portal)).toBe(before);

		const person = await (await open('employee')).newPage();
		await person.goto(`/contests/${contest}/receipts/${EMPLOYEE}`);
		await person.getByRole('link', { name: m.integrity_own_title() }).click();
		await expect(person.getByRole('heading', { name: m.integrity_own_title() })).toBeVisible();
		await expect(person.getByText('One machine with fourteen browsers.')).toBeVisible();
		await person.getByText(m.integrity_own_object()).click();
		await person.getByLabel(m.integrity_own_text()).fill('That was our customer’s training day.');
		await person.getByRole('button', { name: m.integrity_own_send() }).click();
		await expect(person.getByRole('status')).toContainText(m.integrity_own_sent());

		await owner.goto(`/integrity?contest=${contest}&view=disputes`);
		await expect(owner.getByText('That was our customer’s training day.')).toBeVisible();
		// The demo company has an objection of its own.
		const objection = owner
			.getByRole('listitem')
			.filter({ hasText: 'That was our customer’s training day.' });
		await objection.getByLabel(m.integrity_dispute_answer()).fill('Thank you, that explains it.');
		await objection.getByRole('button', { name: m.integrity_dispute_grant() }).click();
		await expect(owner.getByRole('status')).toContainText(m.integrity_done_answered());
		await expect.poll(() => pointsOf(portal)).toBe(withBurst);

		await person.reload();
		await expect(person.getByText('Thank you, that explains it.')).toBeVisible();
	});

	test('a large adjustment waits for a second owner, also without a script; a double click gives points once', async ({
		open,
		portal,
	}) => {
		const contest = await portal.contest();
		const before = await pointsOf(portal);
		const owner = await (await open('owner', { javaScriptEnabled: false })).newPage();
		await owner.goto(`/integrity?contest=${contest}&view=correct`);
		const form = owner.locator('form[action$="/points"]');
		await form.getByLabel(m.integrity_correct_person(), { exact: true }).fill(EMPLOYEE);
		await form.getByLabel(m.integrity_points(), { exact: true }).fill('250');
		await form.getByLabel(m.integrity_reason(), { exact: true }).fill(' ');
		await form.getByRole('button').click();
		await expect(owner.getByText(m.integrity_error_reason())).toBeVisible();
		await expect(owner, 'points go to the contest that the page shows').toHaveURL(
			new RegExp(`contest=${contest}&`),
		);
		await expect(form.getByLabel(m.integrity_points(), { exact: true })).toHaveValue('250');
		await form.getByLabel(m.integrity_reason(), { exact: true }).fill('Spoke at a fair.');
		await form.getByRole('button').click();
		await expect(owner.getByRole('status')).toContainText(m.integrity_done_waiting());
		expect(await pointsOf(portal)).toBe(before);

		const admin = await (await open('admin')).newPage();
		await admin.goto(`/integrity?contest=${contest}&view=requests`);
		const request = admin.getByRole('listitem').filter({ hasText: 'Spoke at a fair.' });
		await request.getByRole('button', { name: m.integrity_request_approve() }).click();
		await expect(admin.getByRole('status')).toContainText(m.integrity_done_approved());
		await expect.poll(() => pointsOf(portal)).toBe(before + 250);

		await admin.goto(`/integrity?contest=${contest}&view=correct`);
		await alive(admin);
		const sent: string[] = [];
		admin.on('request', (one) => one.url().endsWith('/points') && sent.push(one.method()));
		const small = admin.locator('form[action$="/points"]');
		await small.getByLabel(m.integrity_correct_person(), { exact: true }).fill(EMPLOYEE);
		await small.getByLabel(m.integrity_points(), { exact: true }).fill('2');
		await small.getByLabel(m.integrity_reason(), { exact: true }).fill('Helped at the fair.');
		await small.getByRole('button').dblclick();
		await expect(admin.getByRole('status')).toContainText(m.integrity_done_adjusted());
		expect(sent).toHaveLength(1);
		await expect.poll(() => pointsOf(portal)).toBe(before + 252);
	});
});
