import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { createDisplay } from '#lib/server/displays/create.ts';
import { alive } from './alive.ts';
import { aHeldContest } from './held-contest.ts';
import { expect, test } from './portal.ts';

const SCREEN = { viewport: { width: 1920, height: 1080 } };

const stage = (page: Page) => page.locator('.stage');
const shows = (page: Page, step: number) =>
	expect(stage(page)).toHaveAttribute('data-step', String(step));
/** The driving page is at that step, and ready for the next press. */
const drives = (page: Page, step: number) =>
	expect(page.locator('section [data-step]').first()).toHaveAttribute('data-step', String(step));

test.describe('a reveal', () => {
	test('is driven by keys, and a page and a display follow in sync, to the end', async ({
		open,
		portal,
	}) => {
		test.slow();
		const held = await aHeldContest(portal);
		const display = await createDisplay({
			ctx: { ...portal.ctx, now: new Date() },
			input: { name: `Hall of ${held.slug}`, contest: held.slug },
		});
		const [owner, employee, tv] = [
			await (await open('owner')).newPage(),
			await (await open('employee')).newPage(),
			await (await open('visitor', SCREEN)).newPage(),
		];
		await employee.goto(`/contests/${held.slug}/reveal`);
		await expect(employee.getByText(m.reveal_waiting_title())).toBeVisible();
		await tv.goto(display.path);
		await expect(tv.getByRole('status')).toContainText(m.reveal_tv_waiting());
		await expect(tv.locator('main')).toHaveAttribute('data-connection', 'live');
		for (const page of [employee, tv])
			await expect(page.locator('body')).not.toContainText('5,500');

		await owner.goto(`/contests/${held.slug}/reveal/drive`);
		await owner.getByRole('button', { name: m.reveal_drive_begin() }).click();
		await drives(owner, 0);
		await alive(owner);
		for (const page of [employee, tv]) await shows(page, 0);

		// The keys of a keyboard and of a clicker.
		const keys = [' ', 'ArrowRight', 'PageDown', 'PageUp', 'ArrowLeft', 'ArrowDown', ' '];
		let step = 0;
		for (const key of keys) {
			await owner.keyboard.press(key);
			step += key === 'PageUp' || key === 'ArrowLeft' ? -1 : 1;
			await drives(owner, step);
			for (const page of [employee, tv]) await shows(page, step);
		}
		const seen = (page: Page) => stage(page).locator('.light').innerText();
		expect(await seen(employee)).toBe(await seen(tv));

		// A reload of any screen stays at the same step.
		for (const page of [employee, tv, owner]) await page.reload();
		for (const page of [employee, tv]) await shows(page, step);
		await drives(owner, step);
		await alive(owner);

		// A double press of a clicker that bounces makes one step, whatever the network does.
		await owner.evaluate(() => {
			for (let i = 0; i < 2; i++)
				dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
		});
		await drives(owner, ++step);
		for (const page of [employee, tv]) await shows(page, step);

		const next = owner.getByRole('button', { name: m.reveal_drive_forward() });
		while (await next.isEnabled()) {
			await owner.keyboard.press('Space');
			await drives(owner, ++step);
		}
		for (const page of [employee, tv]) {
			await shows(page, step);
			await expect(stage(page)).toContainText(m.reveal_head_end());
			await expect(stage(page).locator('li').first()).toContainText(held.winner);
			await expect(stage(page)).toContainText('A backpack');
		}
		await owner.getByRole('button', { name: m.reveal_drive_end() }).click();
		await expect(owner.getByText(m.reveal_drive_over_title())).toBeVisible();
		await expect(employee.getByText(m.reveal_done_title())).toBeVisible();
		await expect(stage(tv)).toHaveCount(0);
		await expect(tv.locator('ol li[data-person]').first()).toContainText(held.winner);
		await expect(tv.getByRole('status')).toContainText(m.tv_final());
	});

	test('can be driven by two owners, from a phone, and never skips a step', async ({
		open,
		portal,
	}) => {
		const held = await aHeldContest(portal);
		const one = await (await open('owner')).newPage();
		const phone = await (await open('owner', { viewport: { width: 360, height: 740 } })).newPage();
		const address = `/contests/${held.slug}/reveal/drive`;
		await one.goto(address);
		await one.getByRole('button', { name: m.reveal_drive_begin() }).click();
		await drives(one, 0);
		await phone.goto(address);
		const tap = (page: Page, name: string) => page.getByRole('button', { name }).click();
		// Neither has seen what the other does: both presses are on their way before one arrives.
		const both = Promise.withResolvers<void>();
		let sent = 0;
		for (const page of [one, phone])
			await page.route(
				({ searchParams }) => searchParams.has('/step'),
				async (route) => {
					if (++sent === 2) both.resolve();
					await both.promise;
					await route.continue();
				},
			);
		await Promise.all([tap(one, m.reveal_drive_forward()), tap(phone, m.reveal_drive_forward())]);
		for (const page of [one, phone]) await drives(page, 1);
		for (const page of [one, phone]) await page.unrouteAll();
		await tap(phone, m.reveal_drive_forward());
		for (const page of [one, phone]) await drives(page, 2);
		await alive(one);
		await tap(one, m.reveal_drive_back());
		for (const page of [one, phone]) await drives(page, 1);
		// After a click Space is the next step again, not the button that was clicked.
		await one.keyboard.press('Space');
		for (const page of [one, phone]) await drives(page, 2);
	});

	test('is read and driven without JavaScript', async ({ open, portal }) => {
		const held = await aHeldContest(portal);
		const owner = await (await open('owner', { javaScriptEnabled: false })).newPage();
		const employee = await (await open('employee', { javaScriptEnabled: false })).newPage();
		await owner.goto(`/contests/${held.slug}/reveal/drive`);
		await owner.getByRole('button', { name: m.reveal_drive_begin() }).click();
		await owner.goto(`/contests/${held.slug}/reveal/drive`);
		await owner.getByRole('button', { name: m.reveal_drive_forward() }).click();
		await employee.goto(`/contests/${held.slug}/reveal`);
		await shows(employee, 1);
		await owner.goto(`/contests/${held.slug}/reveal/drive`);
		await owner.getByRole('button', { name: m.reveal_drive_back() }).click();
		await employee.reload();
		await shows(employee, 0);
		await expect(stage(employee)).toContainText(held.name);
	});

	test('can be rehearsed by an owner alone', async ({ open, portal }) => {
		const held = await aHeldContest(portal);
		const owner = await (await open('owner')).newPage();
		const employee = await (await open('employee')).newPage();
		await employee.goto(`/contests/${held.slug}/reveal`);
		// A key that comes before the script does is nobody's.
		await owner.goto(`/contests/${held.slug}/reveal/rehearse`, { waitUntil: 'commit' });
		await alive(owner);
		await shows(owner, 0);
		for (let step = 1; step <= 3; step++) {
			await owner.keyboard.press('PageDown');
			await shows(owner, step);
		}
		await owner.keyboard.press('ArrowLeft');
		await shows(owner, 2);
		await expect(stage(employee)).toHaveCount(0);
		const refused = await employee.goto(`/contests/${held.slug}/reveal/rehearse`);
		expect(refused!.status()).toBe(403);
		expect((await employee.goto(`/contests/${held.slug}/reveal/drive`))!.status()).toBe(403);
	});
});
