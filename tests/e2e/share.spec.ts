import type { BrowserContext, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { m } from '#lib/paraglide/messages.js';
import { people } from '#lib/server/db/schema/people.ts';
import { saveSharingPolicy, readSharingPolicy } from '#lib/server/sharing/policy.ts';
import { sendReminders } from '#lib/server/sharing/send-reminders.ts';
import { alive } from './alive.ts';
import { EMPLOYEE } from './pages.ts';
import { expect, test, type Portal } from './portal.ts';

const OWN =
	'I came back from parental leave in May, and the first thing I did was to look up my own number.';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A phone of the employee's, whose requests to networks are answered here: none leaves this machine. */
async function aPhone(
	portal: Portal,
	browser: { newContext(options: object): Promise<BrowserContext> },
) {
	const storageState = await portal.session('employee');
	const context = await browser.newContext({ baseURL: portal.url, storageState, ...PHONE });
	// A phone's own sheet, which a browser without a head does not have.
	await context.addInitScript(() => {
		const share = async (data: ShareData) => void Object.assign(window, { shared: data });
		Object.defineProperty(navigator, 'share', { value: share });
	});
	const composers: URL[] = [];
	await context.route(
		({ host }) => host !== new URL(portal.url).host,
		async (route) => {
			composers.push(new URL(route.request().url()));
			await route.fulfill({ body: 'The network.', contentType: 'text/plain' });
		},
	);
	return { context, composers, page: await context.newPage() };
}

const box = (page: Page, network: string) =>
	page.locator(`section[data-network="${network}"]`).getByRole('textbox');

/** Puts a text in place of what stands there. Selecting and typing are two steps, and the script may come alive between. */
const write = (page: Page, network: string, text: string) =>
	expect(async () => {
		await box(page, network).fill(text);
		await expect(box(page, network)).toHaveValue(text, { timeout: 1_000 });
	}).toPass();

test.describe('on a phone', () => {
	test('two networks are four presses from the portal, in own words, and the click comes back to the board', async ({
		portal,
		browser,
	}) => {
		const { context, composers, page } = await aPhone(portal, browser);
		let presses = 0;
		const press = async (name: string | RegExp) => {
			presses++;
			await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
		};
		await page.goto('/');
		await press(/^Share “/);
		await expect(page.locator('section[data-network]')).toHaveCount(2);
		const networks = await page
			.locator('section[data-network]')
			.evaluateAll((all) => all.map((one) => one.getAttribute('data-network')!));
		// Making it one's own is typing; taking it for the other network is a press that nobody needs.
		await expect(page.locator('[data-voice="suggested"]')).toHaveCount(2);
		await write(page, networks[0]!, OWN);
		await page.getByRole('button', { name: m.share_for_all() }).first().click();
		await expect(box(page, networks[1]!)).toHaveValue(OWN);
		await expect(page.locator('[data-voice="own"]')).toHaveCount(2);
		const look = page.locator(`[data-look="${networks[1]}"]`);
		await expect(look.getByText(OWN)).toBeHidden();
		await look.getByRole('checkbox').check();
		await expect(look.getByText(OWN)).toBeVisible();
		await press(m.share_prepare({ count: 2 }));
		for (const at of [0, 1]) {
			const popup = context.waitForEvent('page');
			presses++;
			await page.locator(`[data-step="${at}"]`).click();
			await (await popup).waitForLoadState();
		}
		expect(presses).toBe(4);
		expect(composers.map(({ host }) => host)).toHaveLength(2);
		await expect(page.getByText(m.share_all_done())).toBeVisible();
		const article = page.locator(`article[data-network="${networks[0]}"]`);
		await expect(article.getByRole('textbox').first()).toHaveValue(`${OWN}\n\nI work here.`);
		const link = (await article.locator('.select-all').innerText()).trim();
		expect(decodeURIComponent(composers[0]!.search)).toContain(link);

		await page.getByRole('button', { name: m.share_sheet() }).click();
		const sheet = await page.evaluate(() => (window as { shared?: ShareData }).shared);
		expect(sheet?.text).toBe(`${OWN}\n\nI work here.`);
		expect(sheet?.url).toMatch(/\/r\/[\w-]+$/);
		expect(sheet?.url).not.toBe(link);

		const board = await context.newPage();
		await board.goto(`/contests/${await portal.contest()}`);
		const own = board.locator(`[data-person="${EMPLOYEE}"]`).first();
		await expect(own).toBeVisible();
		const before = await own.innerText();
		expect(await portal.click(link.split('/r/')[1]!)).toBe(302);
		await expect.poll(() => own.innerText()).not.toBe(before);

		await page.goto('/results');
		const mine = page.locator(`[data-link="${link.split('/r/')[1]}"]`);
		await expect(mine).toContainText(m.share_own_words({ own: 100 }));
		await expect(mine).toContainText('1');
		await context.close();
	});

	test('a reminder is set at the best hour, comes as a notice, and leads back to the text that was kept', async ({
		portal,
		open,
	}) => {
		const story = await portal.story();
		const page = await (await open('employee', PHONE)).newPage();
		const typed = Promise.withResolvers<void>();
		await page.route('**/_app/**/*.js', async (route) => {
			await typed.promise;
			await route.continue();
		});
		await page.goto(`/stories/${story}/share?to=bluesky`, { waitUntil: 'commit' });
		await box(page, 'bluesky').fill('Half a thought, to be finished.');
		typed.resolve();
		// What was typed before the script had loaded is a draft like any other.
		await expect(page.getByText(m.share_draft_saved())).toBeVisible();
		await page.getByText(m.share_later()).click();
		await page.getByRole('button', { name: m.share_remind() }).click();
		await expect(page.getByText(m.share_done_reminded())).toBeVisible();
		const now = new Date(Date.now() + 8 * 86_400_000);
		const sent = await sendReminders({ ctx: { ...portal.ctx, now }, input: {} });
		expect(sent.reminders).toBeGreaterThan(0);
		await page.goto('/notices');
		const [{ title }] = (await portal.connections.sql`
			select title from posts where id = ${story}`) as [{ title: string }];
		await page.getByRole('button', { name: m.share_reminder_notice({ title }) }).click();
		await expect(page).toHaveURL(/\/share\?to=bluesky$/);
		await expect(box(page, 'bluesky')).toHaveValue('Half a thought, to be finished.');
	});
});

test('what is forbidden or too long is named while typing, and again by the server', async ({
	portal,
	open,
}) => {
	const { revision, ...policy } = await readSharingPolicy({ ctx: portal.ctx, input: {} });
	const forbidden = [...policy.forbidden, 'cutting-edge'];
	await saveSharingPolicy({
		ctx: portal.ctx,
		input: { revision, policy: { ...policy, forbidden } },
	});
	const story = await portal.story();
	for (const javaScriptEnabled of [true, false]) {
		const page = await (await open('employee', { javaScriptEnabled })).newPage();
		await page.goto(`/stories/${story}/share?to=x`);
		await write(page, 'x', 'Our Cutting Edge team.');
		const named = page.getByText(m.share_forbidden({ words: 'cutting-edge' })).first();
		if (javaScriptEnabled) await expect(named).toBeVisible();
		await page.getByRole('button', { name: m.share_prepare({ count: 1 }) }).click();
		await expect(page.getByRole('alert')).toHaveText(m.share_problem_texts());
		await expect(named).toBeVisible();
		await write(page, 'x', 'a'.repeat(280));
		await page.getByRole('button', { name: m.share_prepare({ count: 1 }) }).click();
		await expect(page.getByText(m.share_problem_long())).toBeVisible();
		await write(page, 'x', 'Our team.');
		if (javaScriptEnabled) {
			// A press that no answer comes to leaves the text where it is.
			await alive(page);
			await page.route(/%2Fprepare|\/prepare/, (route) => route.abort());
			await page.getByRole('button', { name: m.share_prepare({ count: 1 }) }).click();
			await expect(page.getByText(m.common_unsent())).toBeVisible();
			await expect(box(page, 'x')).toHaveValue('Our team.');
			await page.unroute(/%2Fprepare|\/prepare/);
		}
		await page.getByRole('button', { name: m.share_prepare({ count: 1 }) }).click();
		const ready = page.locator('article[data-network="x"]');
		await expect(ready.getByRole('textbox').first()).toHaveValue('Our team.\n\nI work here.');
		await expect(ready.getByRole('link', { name: m.share_open({ network: 'X' }) })).toHaveAttribute(
			'href',
			/^https:\/\/x\.com\/intent\/post\?text=Our%20team/,
		);
		if (javaScriptEnabled) continue;
		// The page of an answer to a form has no address of its own: what was made ready must come with every answer.
		for (const [typed, said] of [
			['https://x.com/tom', m.share_problem_address()],
			['https://x.com/tom/status/78', m.share_done_address()],
		] as const) {
			const address = ready.getByLabel(m.share_address_label({ network: 'X' }));
			if (!(await address.isVisible())) await ready.getByText(m.share_address()).click();
			await address.fill(typed);
			await ready.getByRole('button', { name: m.share_address_save() }).click();
			await expect(page.getByText(said)).toBeVisible();
			await expect(ready.getByRole('textbox').first()).toHaveValue('Our team.\n\nI work here.');
		}
	}
});

test('an owner allows a domain, and an employee brings a link of their own and says where it was posted', async ({
	portal,
	open,
}) => {
	const owner = await (await open('owner')).newPage();
	await owner.goto('/sharing');
	const domains = owner.getByLabel(m.share_policy_domains());
	await domains.fill('https://blog.example.org');
	await owner.getByRole('button', { name: m.share_policy_save() }).click();
	await expect(owner.getByText(m.share_policy_problem_domains())).toBeVisible();
	await domains.fill('blog.example.org');
	await owner.getByRole('button', { name: m.share_policy_save() }).click();
	await expect(owner.getByRole('status')).toHaveText(m.share_policy_saved());

	const page = await (await open('employee')).newPage();
	await page.goto('/stories/own');
	await page.getByLabel(m.share_own_address()).fill('https://evil.example/');
	await page.getByRole('button', { name: m.share_own_next() }).click();
	await expect(page.getByText(m.share_problem_domain())).toBeVisible();
	await page.getByLabel(m.share_own_address()).fill('https://blog.example.org/mine');
	await page.getByRole('button', { name: m.share_own_next() }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('blog.example.org/mine');
	await page.goto(`${new URL(page.url()).pathname}?to=x`);
	await page.getByRole('button', { name: m.share_prepare({ count: 1 }) }).click();
	const ready = page.locator('article[data-network="x"]');
	await expect(ready).toBeVisible();
	await alive(page);
	await ready.getByText(m.share_address()).click();
	const address = ready.getByRole('textbox').last();
	await address.fill('https://x.com/tom');
	await ready.getByRole('button', { name: m.share_address_save() }).click();
	await expect(ready.getByText(m.share_problem_address())).toBeVisible();
	await address.fill('https://twitter.com/tom/status/77?s=1');
	await ready.getByRole('button', { name: m.share_address_save() }).click();
	await expect(ready.getByText(m.share_done_address())).toBeVisible();
	await page.goto('/results');
	// What has brought nothing yet stands last.
	await page
		.locator('summary')
		.filter({ hasText: /^All \d+$/ })
		.click();
	// Another test's post may be there as well.
	const seen = page.getByRole('link', { name: m.share_see_post() });
	await expect(seen.and(page.locator('[href="https://x.com/tom/status/77"]'))).toBeVisible();

	const [person] = await portal.connections.db
		.select()
		.from(people)
		.where(eq(people.externalId, EMPLOYEE));
	const rows = await portal.connections.sql`
		select brought_by from posts where url = 'https://blog.example.org/mine'`;
	expect(rows).toEqual([{ brought_by: person!.id }]);
	await page.goto('/');
	await expect(page.getByText('blog.example.org/mine')).toHaveCount(0);
});
