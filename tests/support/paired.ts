import { itemsSchema } from '#lib/domain/displays/item.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { Connections } from '#lib/server/db/client.ts';
import { issueToken } from '#lib/server/displays/tokens.ts';

/** A scene with nothing but what the test says; the rest is its default. */
export type Item = { id: string; scene: string } & Record<string, unknown>;

export type Paired = { id: string; token: string };

/**
 * A screen that is paired already and plays these scenes, by the program's own tables; of the first office, if there is
 * one. How a screen is paired is told by displays.spec.ts.
 */
export async function aPairedScreen(
	{ sql }: Connections,
	ctx: Ctx,
	name: string,
	items: readonly Item[],
	settings: object = {},
): Promise<Paired> {
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
	return { id, token: await issueToken(ctx, id) };
}

/** Somebody can sign in as an admin: until then `/tv` leads to the set-up. */
export async function setUp({ sql }: Connections, adminId: string): Promise<void> {
	await sql`update people set role = 'admin' where id = ${adminId}`;
	await sql`insert into credentials (person_id, password_hash) values (${adminId}, 'none')`;
}

/** The cookie of a screen's token, as its pairing sets it. */
export const screenCookies = (url: string, token: string) =>
	['/tv', '/socket.io'].map((path) => ({
		...{ name: 'laurel_display', value: token, domain: new URL(url).hostname, path },
		...{ httpOnly: true, sameSite: 'Strict' as const, secure: false },
	}));
