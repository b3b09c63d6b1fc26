import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { m } from '#lib/paraglide/messages.js';
import { people } from '#lib/server/db/schema/people.ts';
import { aLink, aPost } from '../support/people.ts';
import { EMPLOYEE } from './pages.ts';
import { expect, test, type Portal } from './portal.ts';
import { visitorAgent } from './visitors.ts';

type Site = { origin: string; close(): Promise<void> };

/**
 * A company's site on an origin of its own, as strict as they come: no inline script, nothing from elsewhere but what the
 * docs say, and no referrer. Its last page converts.
 */
async function aSite(portal: Portal): Promise<Site> {
	const script = `<script src="${portal.url}/lrl.js"`;
	const pages: Record<string, string> = {
		'/story': `${script} defer></script><a href="/pricing">Pricing</a>`,
		'/pricing': `${script} defer></script><a href="/thanks">Buy</a>`,
		'/thanks': `${script} data-convert="sale" data-value="49.5" data-currency="EUR" defer></script><h1>Thanks</h1>`,
	};
	const headers = {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy': `default-src 'none'; script-src ${portal.url}; connect-src ${portal.url}`,
		'referrer-policy': 'no-referrer',
	};
	const server: Server = createServer((req, res) => {
		const page = pages[req.url?.split('?')[0] ?? ''];
		res
			.writeHead(page ? 200 : 204, headers)
			.end(page && `<!doctype html><title>Site</title>${page}`);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `http://localhost:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** A link of the demo's employee to a page of the site. */
async function linkTo(portal: Portal, { origin }: Site): Promise<string> {
	const [person] = await portal.connections.db
		.select()
		.from(people)
		.where(eq(people.externalId, EMPLOYEE));
	const post = await aPost(portal, { url: `${origin}/story?from=us`, title: `The site ${origin}` });
	return (await aLink(portal, { personId: person!.id, postId: post.id })).slug;
}

/** A visitor's browser, which fails the test when a page throws or breaks the site's policy. */
async function aVisitor(browser: Browser) {
	const context = await browser.newContext({ userAgent: visitorAgent() });
	const page = await context.newPage();
	const wrong: string[] = [];
	context.on('weberror', (error) => wrong.push(String(error.error())));
	page.on('console', (line) => {
		if (/content security policy/i.test(line.text())) wrong.push(line.text());
	});
	return {
		page,
		async leave() {
			const cookies = await context.cookies();
			await context.close();
			expect(wrong).toEqual([]);
			expect(cookies).toEqual([]);
		},
	};
}

async function walkThrough(page: Page, portal: Portal, slug: string) {
	await page.goto(`${portal.url}/r/${slug}`);
	await expect(page).toHaveURL(/\/story\?from=us&.*lrl=/);
	await page.getByRole('link', { name: 'Pricing' }).click();
	await page.getByRole('link', { name: 'Buy' }).click();
	await expect(page.getByRole('heading', { name: 'Thanks' })).toBeVisible();
}

const sent = (page: Page) =>
	page.waitForResponse((answer) => new URL(answer.url()).pathname === '/lrl');

/** The employee's points, as the home's head reads them aloud. */
const pointsOf = async (page: Page) => {
	const label = page.locator('dt', { hasText: new RegExp(`^\\s*${m.home_points()}`) });
	const figure = page.locator('dl > div').filter({ has: label }).locator('dd .sr-only');
	return Number((await figure.innerText()).replace(/\D/g, ''));
};

test('an owner lets the company’s site report, a visitor comes by a link and buys, and the points move', async ({
	open,
	portal,
	browser,
}) => {
	test.setTimeout(90_000);
	const [site, stranger] = [await aSite(portal), await aSite(portal)];
	const owner = await (await open('owner')).newPage();
	await owner.goto('/conversions');
	await owner.getByLabel(m.conversions_origins()).fill(`${site.origin}/shop`);
	await owner.getByRole('button', { name: m.conversions_save(), exact: true }).first().click();
	await expect(owner.getByRole('status')).toHaveText(m.conversions_done_settings());
	await expect(owner.getByLabel(m.conversions_origins())).toHaveValue(site.origin);
	const seen = owner.getByTestId('seen');
	await expect(seen).toHaveText(m.conversions_seen_nothing());

	const employee = await (await open('employee')).newPage();
	await employee.goto('/');
	const before = await pointsOf(employee);

	const visitor = await aVisitor(browser);
	const slug = await linkTo(portal, site);
	let answer = sent(visitor.page);
	await walkThrough(visitor.page, portal, slug);
	expect((await answer).status()).toBe(204);
	expect((await (await answer).request().allHeaders()).cookie).toBeUndefined();
	await expect.poll(() => pointsOf(employee)).toBeGreaterThanOrEqual(before + 26);

	answer = sent(visitor.page);
	await visitor.page.reload();
	await answer;
	const rows = await portal.connections.sql`
		select c.value::text, c.currency, c.kind from conversions c join links l on l.id = c.link_id where l.slug = ${slug}`;
	expect(rows, 'a reload counts once').toEqual([
		{ value: '49.5000', currency: 'EUR', kind: 'sale' },
	]);
	await visitor.leave();

	// The page looks by itself.
	await expect(seen).toContainText(site.origin, { timeout: 20_000 });
	await expect(owner.getByTestId('recent').getByRole('listitem').first()).toContainText('€49.50');
	await employee.goto(`/contests/${await portal.contest()}/receipts/${EMPLOYEE}`);
	await expect(employee.getByText('Sale, €49.50, from').first()).toBeVisible();

	const other = await aVisitor(browser);
	// The browser lets nobody read a refusal that names no origin: to the page the request has failed.
	const refused = other.page.waitForEvent('requestfailed', (request) =>
		request.url().endsWith('/lrl'),
	);
	await walkThrough(other.page, portal, await linkTo(portal, stranger));
	await refused;
	await other.leave();
	await owner.reload();
	await expect(seen).toContainText(stranger.origin);
	await expect(seen).toContainText(m.conversions_outcome_wrong_origin());
	await Promise.all([site.close(), stranger.close()]);
});

test('a site without session storage, or without the script, works as before', async ({
	portal,
	browser,
}) => {
	const site = await aSite(portal);
	const slug = await linkTo(portal, site);
	for (const how of ['no storage', 'no script'] as const) {
		const visitor = await aVisitor(browser);
		const asked: string[] = [];
		visitor.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		if (how === 'no script') await visitor.page.route('**/lrl.js', (route) => route.abort());
		else
			await visitor.page.addInitScript(() => {
				Object.defineProperty(window, 'sessionStorage', {
					get() {
						throw new DOMException('denied', 'SecurityError');
					},
				});
			});
		await walkThrough(visitor.page, portal, slug);
		await visitor.page.goBack();
		await expect(visitor.page.getByRole('link', { name: 'Buy' })).toBeVisible();
		expect(asked, how).not.toContain('/lrl');
		await visitor.leave();
	}
	await site.close();
});

test('an owner names a kind without a script, and is told at the field what is wrong', async ({
	open,
}) => {
	const page = await (await open('owner', { javaScriptEnabled: false })).newPage();
	await page.goto('/conversions');
	await page.getByText(m.conversions_kind_new()).click();
	const form = page.locator('form', { has: page.getByLabel(m.conversions_kind_word()) });
	await form.getByLabel(m.conversions_kind_word()).fill('demo');
	await form.getByLabel(m.conversions_kind_name(), { exact: true }).fill('Demo booked');
	await form.getByLabel(m.conversions_kind_value()).fill('12,50');
	await form.getByLabel(m.conversions_kind_currency()).fill('euro'.slice(0, 2));
	await form.getByRole('button', { name: m.conversions_kind_add() }).click();
	await expect(form.getByText(m.conversions_problem_currency())).toBeVisible();
	await expect(form.getByLabel(m.conversions_kind_value())).toHaveValue('12,50');
	await form.getByLabel(m.conversions_kind_currency()).fill('eur');
	await form.getByRole('button', { name: m.conversions_kind_add() }).click();
	await expect(page.getByRole('status')).toHaveText(m.conversions_done_kind());
	await expect(page.getByText('€12.50 each')).toBeVisible();
});
