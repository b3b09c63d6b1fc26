import { render } from 'svelte/server';
import type { Component } from 'svelte';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '#lib/domain/people/permissions.ts';
import { listTokens } from '#lib/server/api/queries.ts';
import { listHookSources } from '#lib/server/hooks/queries.ts';
import { listWebhooks } from '#lib/server/webhooks/queries.ts';
import { m } from '#lib/paraglide/messages.js';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aPerson, aProgram, asActor } from '#tests/support/people.ts';
import * as one from '../../src/routes/(manage)/webhooks/[id]/+page.server.ts';
import OnePage from '../../src/routes/(manage)/webhooks/[id]/+page.svelte';
import * as incoming from '../../src/routes/(manage)/webhooks/in/+page.server.ts';
import InPage from '../../src/routes/(manage)/webhooks/in/+page.svelte';
import * as out from '../../src/routes/(manage)/webhooks/+page.server.ts';
import OutPage from '../../src/routes/(manage)/webhooks/+page.svelte';
import * as tokens from '../../src/routes/(manage)/tokens/+page.server.ts';
import TokensPage from '../../src/routes/(manage)/tokens/+page.svelte';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
});
afterAll(() => database.close());

type Routes = { load: unknown; actions: unknown };
type Asked = { path: string; params?: Record<string, string>; role?: Role };
type Form = Record<string, string | string[]>;

/** A request of a signed-in admin unless said otherwise, as SvelteKit hands it on. */
async function event({ path, params = {}, role = 'admin' }: Asked, form?: Form) {
	const actor = asActor(await aPerson(database, { role }));
	const url = new URL(path, 'https://laurel.example.com');
	const body = new FormData();
	for (const [name, value] of Object.entries(form ?? {}))
		for (const each of [value].flat()) body.append(name, each);
	const request = new Request(url, form ? { method: 'POST', body } : {});
	return { url, request, params, locals: { actor, ctx: database.ctx(actor) } };
}

/** The page as it is without a script, after a form if one was sent; with what the form answered. */
async function page(
	routes: Routes,
	view: unknown,
	asked: Asked,
	sent?: { action: string; form: Form },
) {
	type Fn = (event: unknown) => Promise<never>;
	const { load, actions } = routes as { load: Fn; actions: Record<string, Fn> };
	const answer = sent && (await actions[sent.action]!(await event(asked, sent.form)));
	const { status, data: refused } = (answer ?? {}) as { status?: number; data?: object };
	const form = (status ? refused : answer) ?? null;
	const data: object = await load(await event(asked));
	const { body } = render(view as Component<object>, { props: { data, form } });
	return { html: body, form: form as never as Record<string, never> | null };
}

it('a webhook is added, tested, rotated and ended on its pages; its secret is in one answer only', async () => {
	const at = { path: '/webhooks' };
	const events = ['contest.final', 'prize.won'];
	const insecure = { url: 'http://crm.example.com/', description: 'CRM', events };
	const refused = await page(out, OutPage, at, { action: 'create', form: insecure });
	expect(refused.html).toContain(m.hooks_error_insecure());
	expect(refused.html).toContain('http://crm.example.com/');
	const form = { ...insecure, url: 'https://crm.example.com/laurel' };
	const made = await page(out, OutPage, at, { action: 'create', form });
	expect(made.html).toMatch(/whsec_/);
	expect((await page(out, OutPage, at)).html).not.toMatch(/whsec_/);

	const { webhooks } = await listWebhooks({ ctx: database.ctx(), input: {} });
	const { id } = webhooks[0]!;
	const its = { path: `/webhooks/${id}`, params: { id } };
	const tested = await page(one, OnePage, its, { action: 'test', form: {} });
	expect(tested.html).toContain(m.hooks_tested());
	expect(tested.html).toContain(m.hooks_event_test());
	const paused = await page(one, OnePage, its, { action: 'pause', form: { paused: 'yes' } });
	expect(paused.html).toContain(m.hooks_resume());
	const asking = await page(one, OnePage, { ...its, path: `${its.path}?ask=rotate` });
	expect(asking.html).toContain(m.hooks_rotate_yes());
	const rotated = await page(one, OnePage, its, { action: 'rotate', form: {} });
	expect(rotated.html).toMatch(/whsec_/);
	const none = { url: form.url, description: '' };
	const empty = await page(one, OnePage, its, { action: 'save', form: none });
	expect(empty.html).toContain(m.hooks_error_events());
	await expect(page(one, OnePage, its, { action: 'delete', form: {} })).rejects.toMatchObject({
		...{ status: 303, location: '/webhooks' },
	});
	await expect(page(one, OnePage, its)).rejects.toMatchObject({ status: 404 });
});

it('a sender is added, rotated and ended on its page', async () => {
	const at = { path: '/webhooks/in' };
	const odd = await page(incoming, InPage, at, { action: 'create', form: { name: 'CRM!' } });
	expect(odd.html).toContain(m.hooks_in_name_error());
	const form = { name: 'crm' };
	const made = await page(incoming, InPage, at, { action: 'create', form });
	expect(made.html).toMatch(/whsec_/);
	expect(made.html).toContain('https://laurel.example.com/api/v1/hooks/crm');
	const asking = await page(incoming, InPage, { path: '/webhooks/in?end=crm' });
	expect(asking.html).toContain(m.hooks_end_yes());
	expect((await page(incoming, InPage, at, { action: 'rotate', form })).html).toMatch(/whsec_/);
	await page(incoming, InPage, at, { action: 'end', form });
	const sources = await listHookSources({ ctx: database.ctx(), input: {} });
	expect(sources).toMatchObject([{ name: 'crm', endedAt: expect.any(String) as string }]);
});

it('a token is made and revoked on its page; what ends soon is said', async () => {
	const at = { path: '/tokens' };
	const none = await page(tokens, TokensPage, at, { action: 'create', form: { name: 'CRM' } });
	expect(none.html).toContain(m.tokens_error_scopes());
	const form = { name: 'CRM', scopes: ['read', 'events'], days: '30' };
	const made = await page(tokens, TokensPage, at, { action: 'create', form });
	expect(made.html).toMatch(/laurel_[\w-]{43}/);
	const list = () => listTokens({ ctx: database.ctx(), input: {} });
	const [token] = await list();
	expect(token).toMatchObject({ name: 'CRM', scopes: ['read', 'events'], state: 'active' });
	const days = (Date.parse(token!.expiresAt!) - Date.parse(token!.createdAt)) / 86_400_000;
	expect(Math.round(days)).toBe(30);
	const soon = m.tokens_soon({ count: 1, names: 'CRM' });
	expect((await page(tokens, TokensPage, at)).html).not.toContain(soon);
	await database.connections.sql`update api_tokens set expires_at = now() + interval '13 days'`;
	const ending = await page(tokens, TokensPage, { path: `/tokens?revoke=${token!.id}` });
	expect(ending.html).toContain(soon);
	expect(ending.html).toContain(m.tokens_revoke_yes());
	const sent = { action: 'revoke', form: { id: token!.id } };
	await expect(page(tokens, TokensPage, at, sent)).rejects.toMatchObject({ status: 303 });
	expect(await list()).toMatchObject([{ state: 'revoked' }]);
});

it('owners and employees see none of these pages', async () => {
	for (const role of ['owner', 'employee'] as const)
		for (const [routes, view] of [
			[out, OutPage],
			[incoming, InPage],
			[tokens, TokensPage],
		] as const)
			await expect(page(routes, view, { path: '/x', role })).rejects.toMatchObject({ status: 403 });
});
