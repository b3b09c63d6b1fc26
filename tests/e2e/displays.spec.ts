import { createReadStream } from 'node:fs';
import { m } from '#lib/paraglide/messages.js';
import { expect, test } from './portal.ts';

test('an owner pairs a screen from a phone, finds it, changes what it shows, and revokes it', async ({
	open,
	portal,
}) => {
	// Screens ask every few seconds, and it is a long way.
	test.setTimeout(90_000);
	const kitchen = await open('visitor', { viewport: { width: 1920, height: 1080 } });
	const tv = await kitchen.newPage();
	await tv.goto('/tv');
	await expect(tv).toHaveURL(/\/tv\/pair$/);
	const code = (await tv.locator('.code').textContent())!;

	const phone = await (await open('owner', { viewport: { width: 390, height: 844 } })).newPage();
	await phone.goto(`/displays/pair?code=${code}`);
	await expect(phone.getByText(code)).toBeVisible();
	await phone.getByLabel(m.tv_displays_name(), { exact: true }).fill('Kitchen');
	await phone.getByRole('button', { name: m.fleet_pair_let_in() }).click();
	// It starts by itself.
	await tv.waitForURL(/\/tv$/);
	await expect(phone.getByRole('status')).toHaveText(m.fleet_done_paired({ name: 'Kitchen' }));

	// Its picture is small from the first, before any script.
	const page = await phone.request.get('/displays');
	expect(await page.text()).toMatch(/<iframe[^>]*scale: ?0\.\d/);

	const card = phone.getByRole('article', { name: 'Kitchen' });
	await card.getByRole('button', { name: m.fleet_identify() }).click();
	await expect(phone.getByRole('status')).toHaveText(m.fleet_done_identified({ name: 'Kitchen' }));
	await card.getByRole('link', { name: m.fleet_edit() }).click();
	const named = card.getByLabel(m.tv_displays_name(), { exact: true });
	await expect(named).toHaveValue('Kitchen');
	// Somebody else saves the same form meanwhile: what is typed here neither wins nor is lost.
	const form = await card.locator('form[action="?/change"]').evaluate((element) => {
		const data = new FormData(element as HTMLFormElement);
		return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
	});
	const theirs = { ...form, name: 'Kitchenette', weekday: '1' };
	const origin = { origin: portal.url };
	await phone.request.post('/displays?/change', { headers: origin, form: theirs });
	await named.fill('Kitchen, third floor');
	await card.getByRole('button', { name: m.fleet_save() }).click();
	const refused = phone.getByRole('article', { name: 'Kitchenette' });
	await expect(refused.getByRole('alert')).toHaveText(m.common_saved_meanwhile());
	await expect(refused.getByLabel(m.tv_displays_name(), { exact: true })).toHaveValue(
		'Kitchen, third floor',
	);
	await refused.getByRole('button', { name: m.fleet_save() }).click();
	await expect(phone.getByRole('article', { name: 'Kitchen, third floor' })).toBeVisible();

	await phone.goto('/displays/now');
	await phone.getByLabel(m.fleet_now_where()).selectOption({ label: m.fleet_now_everywhere() });
	await phone.getByLabel(m.fleet_now_title()).fill('Cake in the kitchen');
	await phone.getByRole('button', { name: m.fleet_now_show() }).click();
	await expect(phone.getByRole('status')).toHaveText(m.fleet_now_done_show());
	await expect(tv.getByText('Cake in the kitchen')).toBeVisible();
	const end = m.fleet_now_end_of({ name: 'Cake in the kitchen' });
	await phone.getByRole('button', { name: end }).click();
	await expect(phone.getByRole('status')).toHaveText(m.fleet_now_done_end());
	await expect(tv.getByText('Cake in the kitchen')).toHaveCount(0);

	await phone.goto('/displays/playlists');
	await phone.getByLabel(m.tv_displays_name(), { exact: true }).fill('Everywhere');
	await phone.getByRole('button', { name: m.fleet_playlist_make() }).click();
	await expect(phone.getByRole('heading', { name: 'Everywhere' })).toBeVisible();
	const items = phone.locator('ol > li');
	const before = await items.count();
	await phone.getByLabel(m.fleet_item_new()).selectOption('picture');
	await phone.getByRole('button', { name: m.fleet_item_add() }).click();
	await expect(items).toHaveCount(before + 1);

	// A picture comes by the script, or with the form where the browser runs none.
	const headers = { origin: portal.url };
	const picture = () => createReadStream('docs/board.png');
	const multipart = { picture: picture() };
	const sent = await phone.request.post('/displays/pictures', { headers, multipart });
	const { id } = (await sent.json()) as { id: string };
	const item = (await items.last().getAttribute('id'))!.replace('item-', '');
	const edit = (file: Record<string, string | ReturnType<typeof picture>>) =>
		phone.request.post(`${phone.url().split(/[?#]/)[0]}?/edit`, {
			headers,
			multipart: { item, scene: 'picture', seconds: '20', from: '', to: '', ...file },
		});
	const shown = async () => {
		await phone.reload();
		const field = items.last().locator('input[name="set-picture"]');
		return field.inputValue();
	};
	await edit({ revision: '0', 'set-title': 'Our booth', 'set-picture': id });
	expect(await shown()).toBe(id);
	await edit({ revision: '1', 'set-title': '', 'set-picture': id, 'set-picture.file': picture() });
	expect(await shown()).toMatch(/^(?!$)/);
	expect(await shown()).not.toBe(id);

	// As it stands in the playlist, on a screen that does not follow it.
	const kept = await shown();
	await items
		.last()
		.getByRole('link', { name: m.fleet_item_now({ name: m.scenes_picture() }) })
		.click();
	await phone.waitForURL(/\/displays\/now\?playlist=/);
	const there = m.fleet_now_screen({ name: 'Kitchen, third floor' });
	await phone.getByLabel(m.fleet_now_where()).selectOption({ label: there });
	await phone.getByRole('button', { name: m.fleet_now_show() }).click();
	await expect(phone.getByRole('status')).toHaveText(m.fleet_now_done_show());
	await expect(tv.locator(`img[src*="${kept}"]`)).toBeVisible();

	await phone.goto('/displays');
	const renamed = phone.getByRole('article', { name: 'Kitchen, third floor' });
	await renamed.getByRole('link', { name: m.tv_displays_revoke() }).click();
	await renamed.getByRole('button', { name: m.tv_displays_revoke_yes() }).click();
	await expect(renamed).toHaveCount(0);
	// By itself it is a stranger again, and nothing that it showed is left.
	await tv.waitForURL(/\/tv\/pair$/);
	await expect(tv.locator('.code')).not.toHaveText(code);
});
