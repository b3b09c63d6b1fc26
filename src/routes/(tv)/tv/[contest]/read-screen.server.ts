import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import type { Screen } from '#lib/domain/displays/screen.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '#lib/server/context.ts';
import { readContestScreen } from '#lib/server/displays/screen.ts';
import { verifyDisplayKey } from '#lib/server/displays/verify.ts';

/**
 * What a display shows, for whoever holds its link. The key stays in the address: a kiosk opens the same address after
 * every restart, for months, often with a browser that forgets cookies; it opens the public board alone and can be
 * revoked. Throws 404, always the same, for a key that opens nothing: wrong, revoked, another contest's, or a draft's.
 */
export async function readScreen(event: RequestEvent<{ contest: string }>): Promise<Screen> {
	const { locals, params, url } = event;
	event.setHeaders({ 'cache-control': 'no-store' });
	const display = await verifyDisplayKey(
		locals.ctx.db,
		params.contest,
		url.searchParams.get('key') ?? '',
	);
	if (!display) throw new Failure('not_found', 'This link opens no display.');
	const actor = { kind: 'display', id: display.id, contestId: display.contestId } as const;
	const ctx: Ctx = { ...locals.ctx, actor };
	return {
		office: display.office,
		...(await readContestScreen({ ctx, input: { contest: params.contest } })),
		host: url.host,
		now: ctx.now.toISOString(),
		build: version,
	};
}
