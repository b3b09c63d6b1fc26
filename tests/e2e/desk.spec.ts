import type { Page } from '@playwright/test';
import { m } from '#lib/paraglide/messages.js';
import { createContest } from '#lib/server/contests/create.ts';
import { alive } from './alive.ts';
import { expect, test } from './portal.ts';
import type { Portal } from './portal.ts';

const SAVED = '[data-save-state="saved"]';
const DAY = 86_400_000;

/** A local date-time of a form's field so many days ahead, at noon. */
const ahead = (days: number) =>
	`${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T12:00`;

const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const goOn = async (page: Page, title: string) => {
	await page.getByRole('button', { name: m.desk_next() }).click();
	await expect(page.getByRole('heading', { name: title, exact: true })).toBeFocused();
};

/** Begins a draft and gives its address. */
async function begin(page: Page): Promise<string> {
	await page.goto('/desk');
	await page.getByRole('button', { name: m.desk_new() }).first().click();
	await expect(page).toHaveURL(/\/desk\/[0-9a-f-]{36}$/);
	return new URL(page.url()).pathname;
}

/** A contest that runs beside the demo's and ends later, so that it is nobody's current one. */
async function running(portal: Portal, name: string): Promise<string> {
	const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
	const ctx = { ...portal.ctx, now: new Date() };
	const { slug } = await createContest({
		ctx,
		input: {
			...{ name, startsAt: at(-1), endsAt: at(60), timeZone: 'Europe/Stockholm' },
			metrics: { click: { points: 1 } },
		},
	});
	return slug;
}

test.describe('an owner at the desk', () => {
	test('writes a contest from an empty form, sees every mistake at its field, and publishes it', async ({
		open,
	}) => {
		test.setTimeout(90_000);
		const page = await (await open('owner')).newPage();
		await begin(page);

		await field(page, m.desk_name()).fill('Harbour Cup');
		await field(page, m.desk_start()).fill(ahead(40));
		await field(page, m.desk_end()).fill(ahead(30));
		await expect(page.getByText(m.desk_problem_end_before_start())).toBeVisible();
		await field(page, m.desk_zone()).fill('Europe/Atlantis');
		await expect(page.getByText(m.desk_problem_unknown_zone())).toBeVisible();
		await field(page, m.desk_zone()).fill('Europe/Stockholm');
		await field(page, m.desk_end()).fill(ahead(70));
		await expect(page.getByText(m.board_rule_sharing())).toBeVisible();
		await expect(page.locator(SAVED)).toBeVisible();
		await page.reload();
		await expect(field(page, m.desk_name()), 'nobody pressed Save').toHaveValue('Harbour Cup');
		await alive(page);

		await goOn(page, m.desk_step_people_title());
		await page.getByRole('checkbox', { name: /^leadership/ }).check();
		const changes = page.getByRole('region', { name: m.desk_affected() });
		await expect(changes).toContainText('Ulrika Wennberg');
		await field(page, m.desk_find()).fill('nora hedl');
		await page.getByRole('button', { name: m.desk_find_button(), exact: true }).click();
		await page.getByRole('checkbox', { name: /^Nora Hedlund/ }).check();
		await expect(changes).toContainText('Nora Hedlund');

		await goOn(page, m.desk_step_counts_title());
		await page.getByRole('checkbox', { name: /likes count/i }).check();
		await field(page, m.desk_points_each({ metric: m.board_metric_like() })).fill('2');
		await goOn(page, m.desk_step_caps_title());
		const caps = page.getByRole('group', { name: /^clicks$/i });
		await caps.getByLabel(m.desk_cap_day(), { exact: true }).fill('0');
		await expect(page.getByText(m.desk_problem_cap_zero())).toBeVisible();
		await caps.getByLabel(m.desk_cap_day(), { exact: true }).fill('150');
		await goOn(page, m.desk_step_teams_title());
		await page.getByRole('radio', { name: m.desk_brackets_office() }).check();
		await goOn(page, m.desk_step_prizes_title());

		for (const [i, name] of ['A weekend in Lisbon', 'Headphones'].entries()) {
			await page.getByRole('button', { name: m.desk_prize_add() }).click();
			const prize = page.getByRole('group', { name: m.desk_prize({ number: i + 1 }) });
			await expect(field(page, m.desk_prize_name()).nth(i)).toBeFocused();
			await prize.getByLabel(m.desk_prize_name(), { exact: true }).fill(name);
			await prize.getByLabel(m.desk_prize_value(), { exact: true }).fill('400');
			await prize.getByLabel(m.desk_prize_currency(), { exact: true }).fill('EUR');
			await prize.getByLabel(m.desk_prize_from(), { exact: true }).fill('1');
		}
		await expect(
			page.getByText(m.desk_problem_places_overlap({ name: 'A weekend in Lisbon' })),
		).toBeVisible();
		await page.locator('[id="prizes.1.fromPlace"]').fill('2');
		const budget = page.getByRole('region', { name: m.desk_budget() });
		await expect(budget).toContainText('€800');
		await goOn(page, m.desk_step_freeze_title());
		await field(page, m.desk_freeze()).fill(ahead(80));
		await expect(page.getByText(m.desk_problem_freeze_outside())).toBeVisible();
		await field(page, m.desk_freeze()).fill(ahead(65));
		await goOn(page, m.desk_step_summary_title());

		const rules = page.getByRole('region', { name: m.board_rules() });
		const words = await rules.getByRole('listitem').allInnerTexts();
		expect(words.length).toBeGreaterThan(8);
		await page.getByRole('button', { name: m.desk_publish_new_button() }).click();
		await expect(page).toHaveURL(/\/contests\/harbour-cup\/desk/);
		await expect(page.getByText(m.desk_done_published())).toBeVisible();

		const reader = await (await open('employee')).newPage();
		await reader.goto('/contests/harbour-cup');
		const read = reader.getByRole('region', { name: m.board_rules() }).getByRole('listitem');
		expect(await read.allInnerTexts(), 'employees read the same words').toEqual(words);

		await page.getByRole('link', { name: m.desk_deed_cancel() }).click();
		await field(page, m.desk_deed_cancel_reason()).fill('The harbour is closed.');
		await page.getByRole('button', { name: m.desk_deed_cancel_yes() }).click();
		await expect(page.getByText(m.desk_done_cancel())).toBeVisible();
		await reader.reload();
		await expect(reader.getByText('The harbour is closed.')).toBeVisible();
	});

	test('has two tabs open: what both changed is shown side by side and decided, nothing is lost', async ({
		open,
	}) => {
		const context = await open('owner');
		const first = await context.newPage();
		const path = await begin(first);
		await field(first, m.desk_name()).fill('Cup');
		await expect(first.getByRole('heading', { level: 1 })).toHaveText('Cup');
		const second = await context.newPage();
		await second.goto(path);

		await field(first, m.desk_name()).fill('Winter Cup');
		await field(first, m.desk_start()).fill('2027-01-04T09:00');
		await expect(first.getByRole('heading', { level: 1 })).toHaveText('Winter Cup');
		await expect(first.locator(SAVED)).toBeVisible();

		await field(second, m.desk_name()).fill('Snow Cup');
		const conflict = second.getByRole('region', { name: m.desk_conflict_title() });
		await expect(conflict.getByRole('heading', { level: 2 })).toBeFocused();
		const name = conflict.getByRole('group', { name: m.desk_name() });
		await expect(name).toContainText('Winter Cup');
		await expect(name).toContainText('Snow Cup');
		await expect(conflict.getByRole('group'), 'what one changed alone is none').toHaveCount(1);
		await first.reload();
		await expect(field(first, m.desk_name()), 'not overwritten').toHaveValue('Winter Cup');

		await name.getByRole('radio', { name: /Snow Cup/ }).check();
		await conflict.getByRole('button', { name: m.desk_conflict_save() }).click();
		await expect(second.getByRole('heading', { level: 1 })).toHaveText('Snow Cup');
		await expect(conflict).toHaveCount(0);
		await first.reload();
		await expect(field(first, m.desk_name())).toHaveValue('Snow Cup');
		await expect(field(first, m.desk_start())).toHaveValue('2027-01-04T09:00');

		await first.getByRole('link', { name: m.desk_discard() }).click();
		await first.getByRole('button', { name: m.desk_discard_yes() }).click();
		await expect(first.getByRole('status')).toHaveText(m.desk_discarded());
	});

	test('types before the script has loaded, and while a save is under way, and all is saved', async ({
		open,
	}) => {
		const page = await (await open('owner')).newPage();
		const path = await begin(page);
		const typed = Promise.withResolvers<void>();
		await page.route('**/_app/**/*.js', async (route) => {
			await typed.promise;
			await route.continue();
		});
		await page.goto(path, { waitUntil: 'commit' });
		await field(page, m.desk_name()).fill('Early Cup');
		const zone = field(page, m.desk_zone());
		await zone.fill('Asia/Kolkata');
		typed.resolve();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Early Cup');
		await expect(page.locator(SAVED)).toBeVisible();
		await page.unroute('**/_app/**/*.js');
		await page.reload();
		await expect(field(page, m.desk_name())).toHaveValue('Early Cup');
		await expect(zone).toHaveValue('Asia/Kolkata');

		await alive(page);
		const typedOn = Promise.withResolvers<void>();
		await page.route(
			({ searchParams }) => searchParams.has('/save'),
			async (route) => {
				const response = await route.fetch();
				await typedOn.promise;
				await route.fulfill({ response });
			},
		);
		const sent = page.waitForRequest((request) => request.method() === 'POST');
		await page.getByRole('button', { name: m.desk_save(), exact: true }).click();
		await sent;
		await zone.fill('Asia/Tokyo');
		typedOn.resolve();
		await expect(page.locator(SAVED)).toBeVisible();
		await expect(zone).toHaveValue('Asia/Tokyo');
		await page.reload();
		await expect(zone).toHaveValue('Asia/Tokyo');
	});

	test('writes a draft without JavaScript', async ({ open }) => {
		const page = await (await open('owner', { javaScriptEnabled: false })).newPage();
		const path = await begin(page);
		await field(page, m.desk_name()).fill('Plain Cup');
		await field(page, m.desk_start()).fill(ahead(5));
		await field(page, m.desk_end()).fill(ahead(3));
		await page.getByRole('button', { name: m.desk_save(), exact: true }).click();
		await expect(page.getByText(m.desk_problem_end_before_start())).toBeVisible();
		await field(page, m.desk_end()).fill(ahead(30));
		await page.getByRole('button', { name: m.desk_step_prizes() }).click();
		await page.getByRole('button', { name: m.desk_prize_add() }).click();
		await field(page, m.desk_prize_name()).fill('A mug');
		await field(page, m.desk_prize_from()).fill('1');
		await expect(field(page, m.desk_prize_winners())).toBeHidden();
		await page.getByText(m.desk_prize_more()).click();
		await page.getByLabel(m.prizes_picture(), { exact: true }).setInputFiles('package.json');
		await page.getByRole('button', { name: m.desk_step_summary() }).click();
		await expect(page.getByText(m.prizes_picture_error_type())).toBeVisible();
		await page.getByLabel(m.prizes_picture(), { exact: true }).setInputFiles('docs/board.png');
		await page.getByRole('button', { name: m.desk_save(), exact: true }).click();
		await expect(page.locator('form img')).toHaveAttribute('src', /^\/pictures\/[0-9a-f-]{36}$/);
		await page.getByRole('button', { name: m.desk_step_summary() }).click();
		await expect(page.getByText('A mug')).toBeVisible();
		await expect(page.getByRole('button', { name: m.desk_publish_new_button() })).toBeVisible();
		await page.goto('/desk');
		await page.locator(`a[href="${path}"]`).click();
		await expect(field(page, m.desk_name())).toHaveValue('Plain Cup');
	});

	test('changes a contest that runs: with a reason, and everybody can read what changed', async ({
		open,
		portal,
	}) => {
		const slug = await running(portal, 'Tide Cup');
		const page = await (await open('owner')).newPage();
		await page.goto(`/contests/${slug}/desk`);
		await page.getByRole('button', { name: m.desk_deed_edit() }).click();
		await page.getByRole('button', { name: m.desk_step_counts() }).click();
		await field(page, m.desk_points_each({ metric: m.board_metric_click() })).fill('3');
		await page.getByRole('button', { name: m.desk_step_summary() }).click();
		const was = m.board_rule_points({ metric: m.board_metric_click(), count: 1 });
		const now = m.board_rule_points({ metric: m.board_metric_click(), count: 3 });
		await expect(page.getByRole('region', { name: m.desk_changes() })).toContainText(was);
		await field(page, m.desk_reason()).fill('Clicks were worth too little.');
		await page.getByRole('button', { name: m.desk_publish_change_button() }).click();
		await expect(page.getByText(m.desk_done_published())).toBeVisible();

		const reader = await (await open('employee')).newPage();
		await reader.goto(`/contests/${slug}`);
		await reader.getByRole('link', { name: m.desk_versions_link() }).click();
		const version = reader.getByRole('region', { name: m.desk_version({ version: 2 }) });
		await expect(version).toContainText('Clicks were worth too little.');
		await expect(version).toContainText(was);
		await expect(version).toContainText(now);
		await expect(
			reader.getByRole('region', { name: m.desk_version({ version: 1 }) }),
		).toBeVisible();
	});

	test('freezes by hand, lifts it only on purpose, and does nothing to a contest that moved on', async ({
		open,
		portal,
	}) => {
		const slug = await running(portal, 'Ebb Cup');
		const page = await (await open('owner')).newPage();
		// Without a script it does not look again by itself.
		const stale = await (await open('owner', { javaScriptEnabled: false })).newPage();
		await page.goto(`/contests/${slug}/desk`);
		await stale.goto(`/contests/${slug}/desk?ask=cancel`);
		await page.getByRole('button', { name: m.desk_deed_freeze() }).click();
		await expect(page.getByText(m.desk_done_freeze())).toBeVisible();

		await field(stale, m.desk_deed_cancel_reason()).fill('Too early.');
		await stale.getByRole('button', { name: m.desk_deed_cancel_yes() }).click();
		await expect(stale.getByRole('alert')).toHaveText(m.desk_changed_meanwhile());
		await expect(field(stale, m.desk_deed_cancel_reason())).toHaveValue('Too early.');

		await page.getByRole('link', { name: m.desk_deed_unfreeze() }).click();
		await page.getByRole('button', { name: m.desk_deed_unfreeze_confirm() }).click();
		await expect(page.getByText(m.desk_done_unfreeze())).toBeVisible();
		await expect(page.getByRole('button', { name: m.desk_deed_freeze() })).toBeVisible();
	});
});

test('an employee finds no desk', async ({ open, portal }) => {
	const page = await (await open('employee')).newPage();
	for (const path of ['/desk', `/contests/${await portal.contest()}/desk`]) {
		expect((await page.goto(path))?.status(), path).toBe(403);
		await expect(page.getByRole('link', { name: m.desk_nav_contests() })).toHaveCount(0);
	}
});
