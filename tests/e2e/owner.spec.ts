import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

const SCREEN = { viewport: { width: 1920, height: 1080 } };

test.describe('an owner', () => {
	test('makes a display, whose link shows the board to a screen, and revokes it', async ({
		open,
		portal,
	}) => {
		const page = await (await open('owner')).newPage();
		await page.goto('/displays');
		await page.getByLabel(m.tv_displays_name(), { exact: true }).fill('Third floor');
		await page
			.getByLabel(m.tv_displays_office(), { exact: true })
			.selectOption({ label: 'Milano' });
		await page.getByRole('button', { name: m.tv_displays_create() }).click();
		await expect(page.getByRole('status')).toHaveText(
			m.tv_displays_created({ name: 'Third floor' }),
		);
		const card = page.getByRole('article', { name: 'Third floor' });
		await expect(card).toContainText('Milano');
		const link = await card.getByRole('textbox').inputValue();

		const screen = await (await open('visitor', SCREEN)).newPage();
		await screen.goto(link);
		await expect(screen.getByRole('status')).toContainText(m.tv_office({ office: 'Milano' }));
		const rows = screen.locator('ol li[data-person]');
		await expect(screen.locator('main')).toHaveAttribute('data-connection', 'live');
		const shown = await rows.evaluateAll((all) =>
			all.map((row) => (row as HTMLElement).dataset.person!),
		);
		const { slug, person } = await portal.link(...shown);
		const row = screen.locator(`li[data-person="${person}"] .row`);
		const before = (await row.getAttribute('data-points'))!;
		expect(await portal.click(slug)).toBe(302);
		await expect(row).not.toHaveAttribute('data-points', before);

		await card.getByRole('link', { name: m.tv_displays_revoke() }).click();
		await card.getByRole('button', { name: m.tv_displays_revoke_yes() }).click();
		await expect(card).toHaveCount(0);
		await expect(screen.getByRole('heading', { name: m.tv_waiting_title() })).toBeVisible();
		await expect(screen.locator('body')).not.toContainText('Milano');
	});

	test('revokes a display without JavaScript, and may think better of it', async ({
		open,
		portal,
	}) => {
		await portal.display('Lobby screen');
		const page = await (await open('owner', { javaScriptEnabled: false })).newPage();
		await page.goto('/displays');
		const card = page.getByRole('article', { name: 'Lobby screen' });
		await card.getByRole('link', { name: m.tv_displays_revoke() }).click();
		await card.getByRole('link', { name: m.tv_displays_revoke_no() }).click();
		await expect(card.getByRole('link', { name: m.tv_displays_open() })).toBeVisible();
		await card.getByRole('link', { name: m.tv_displays_revoke() }).click();
		await card.getByRole('button', { name: m.tv_displays_revoke_yes() }).click();
		await expect(card).toHaveCount(0);
		await page.getByText(m.tv_displays_earlier()).click();
		await expect(page.getByText('Lobby screen · Revoked')).toBeVisible();
	});

	test('is told what is missing, at the field, and keeps what was typed', async ({ open }) => {
		const page = await (await open('owner', { javaScriptEnabled: false })).newPage();
		await page.goto('/displays');
		const name = page.getByLabel(m.tv_displays_name(), { exact: true });
		await name.fill('   ');
		await page.getByLabel(m.tv_displays_office(), { exact: true }).selectOption({ label: 'Pune' });
		await page.getByRole('button', { name: m.tv_displays_create() }).click();
		await expect(name).toHaveAttribute('aria-invalid', 'true');
		await expect(page.getByText(m.tv_displays_error_name())).toBeVisible();
		await expect(page.getByLabel(m.tv_displays_office(), { exact: true })).toHaveValue('Pune');
	});

	test('finds an empty page that says what will stand there', async ({ open, portal }) => {
		await portal.connections.sql`delete from displays`;
		const page = await (await open('owner')).newPage();
		await page.goto('/displays');
		await expect(page.getByText(m.tv_displays_none_title())).toBeVisible();
	});
});

test('an employee is not let to the displays, and a visitor signs in first', async ({ open }) => {
	const employee = await (await open('employee')).newPage();
	expect((await employee.goto('/displays'))!.status()).toBe(403);
	const visitor = await (await open('visitor')).newPage();
	await visitor.goto('/displays');
	await expect(visitor).toHaveURL('/sign-in?next=%2Fdisplays');
});
