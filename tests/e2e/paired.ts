import type { BrowserContext } from '@playwright/test';
import { itemsSchema } from '#lib/domain/displays/item.ts';
import { issueToken } from '#lib/server/displays/tokens.ts';
import type { Portal } from './portal.ts';

/** A scene with nothing but what the test says; the rest is its default. */
export type Item = { id: string; scene: string } & Record<string, unknown>;

export type Paired = { id: string; token: string };

/**
 * A screen that is paired already and plays these scenes, by the program's own tables: how a screen is paired is told
 * by pairing.spec.ts.
 */
export async function pairedScreen(
	portal: Portal,
	name: string,
	items: readonly Item[],
	settings: object = {},
): Promise<Paired> {
	const { sql } = portal.connections;
	const stored = JSON.stringify(itemsSchema.parse(items));
	const [row] = await sql<{ id: string }[]>`
		with list as (
			insert into playlists (id, name, items) values (uuidv7(), ${name}, ${stored}::text::jsonb) returning id
		)
		insert into displays (id, name, office_id, playlist_id, settings, paired_at)
		select uuidv7(), ${name}, (select id from offices order by name limit 1), list.id,
			${JSON.stringify(settings)}::text::jsonb, now() from list
		returning id`;
	const { id } = row!;
	return { id, token: await issueToken({ ...portal.ctx, now: new Date() }, id) };
}

/** Gives a browser the screen's token, as its pairing does. */
export async function carry(context: BrowserContext, portal: Portal, token: string): Promise<void> {
	const url = new URL(portal.url);
	const cookie = { name: 'laurel_display', value: token, domain: url.hostname, httpOnly: true };
	const sameSite = 'Strict' as const;
	await context.addCookies(
		['/tv', '/socket.io'].map((path) => ({ ...cookie, path, sameSite, secure: false })),
	);
}
