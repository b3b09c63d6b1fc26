import type { BrowserContext } from '@playwright/test';
import { decodeProtectedHeader, importJWK, jwtVerify, type JWK } from 'jose';
import { m } from '#lib/paraglide/messages.js';
import { startSession } from '#lib/server/auth/sessions.ts';
import { createLink } from '#lib/server/links/create.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { expect, test, type Portal } from './portal.ts';

/** Somebody new with a link that nobody has opened, signed in. */
async function aNewcomer(portal: Portal, context: BrowserContext): Promise<{ slug: string }> {
	const ctx = { ...portal.ctx, now: new Date() };
	const person = { externalId: 'nova.berg', name: 'Nova Berg', team: 'Nordics' };
	const people = [{ ...person, email: 'nova.berg@norrvik.example' }];
	await upsertPeople({ ctx, input: { people } });
	const post = await portal.story();
	const { slug } = await createLink({
		ctx,
		input: { person: person.externalId, post, network: 'linkedin' },
	});
	const [row] = await portal.connections.sql`select id from people where external_id = 'nova.berg'`;
	const session = await startSession(portal.connections.db, row!.id as string, { secure: false });
	await context.addCookies([{ name: session.name, value: session.value, url: portal.url }]);
	return { slug };
}

test('a reader from outside earns somebody new their first badge within seconds', async ({
	open,
	portal,
}) => {
	const context = await open('visitor');
	const { slug } = await aNewcomer(portal, context);
	const page = await context.newPage();
	await page.goto('/badges');
	const link = page.getByRole('link', { name: m.badges_first_click_name(), exact: true });
	const card = page.getByRole('article').filter({ has: link });
	await expect(card).toContainText(m.badges_not_yet());

	expect(await portal.click(slug)).toBe(302);
	await expect(async () => {
		await page.reload();
		await expect(card).toContainText(m.badges_earned(), { timeout: 1_000 });
	}).toPass({ timeout: 30_000 });
	await page.goto('/notices');
	const told = m.badges_notice_awarded({ name: m.badges_first_click_name() });
	await page.getByRole('button', { name: told }).click();
	await expect(page).toHaveURL(/\/badges\/first-click$/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(m.badges_first_click_name());
});

test('a stranger verifies a credential, in the browser and by an independent library, until it is withdrawn', async ({
	open,
	portal,
}) => {
	const holder = await (await open('employee')).newPage();
	await holder.goto('/badges/mine');
	await holder.getByRole('button', { name: m.badges_out_take() }).first().click();
	await expect(holder.getByRole('status')).toHaveText(m.badges_out_done());
	const proof = holder.getByRole('link', { name: m.badges_out_open() }).first();
	const path = (await proof.getAttribute('href'))!;

	const stranger = await (await open('visitor')).newPage();
	await stranger.goto(path);
	await expect(stranger.getByRole('status')).toContainText('Yes.');
	await expect(stranger.getByText('Tom Lindqvist')).toBeVisible();

	const jwt = await (await fetch(`${portal.url}${path}/credential`)).text();
	const { kid } = decodeProtectedHeader(jwt);
	const key = (await (await fetch(kid!)).json()) as JWK;
	const { payload } = await jwtVerify(jwt, await importJWK(key, 'RS256'));
	expect(payload.jti).toBe(`${portal.url}${path}`);
	expect(payload.type).toContain('OpenBadgeCredential');
	const forged = jwt.replace(/\.[^.]+\./, (body) => `${body.slice(0, -3)}AA.`);
	await expect(jwtVerify(forged, await importJWK(key, 'RS256'))).rejects.toThrow();
	const { issuer, credentialStatus } = payload as unknown as {
		issuer: { id: string };
		credentialStatus: { id: string };
	};
	expect(await (await fetch(issuer.id)).json()).toMatchObject({ type: ['Profile'] });
	const revoked = async () => JSON.stringify(await (await fetch(credentialStatus.id)).json());
	expect(await revoked()).not.toContain(path);

	await holder.getByRole('button', { name: m.badges_out_end() }).first().click();
	await expect(holder.getByRole('status')).toHaveText(m.badges_out_ended());
	await stranger.reload();
	await expect(stranger.getByRole('status')).toHaveText(m.badges_verify_revoked());
	expect(await revoked()).toContain(path);
	expect((await fetch(`${portal.url}${path}/credential`)).status).toBe(404);
});
