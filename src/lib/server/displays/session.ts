import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import { isHttps } from '../auth/secure.ts';
import { setCookies, type Cookies, type CookieToSet } from '../auth/cookies.ts';
import type { Ctx } from '../context.ts';
import { contests } from '../db/schema/contests.ts';
import { shownContest } from './programme.ts';
import { readToken, TOKEN_DAYS } from './tokens.ts';

const COOKIE = 'laurel_display';
/** The pages, what they ask for, and the handshake of the sockets: nothing else ever sees the token. */
const PATHS = ['/tv', '/socket.io'];

const nameOf = (secure: boolean) => (secure ? `__Secure-${COOKIE}` : COOKIE);

/** The cookies that carry a display's token; `null` takes them away. */
export function displayCookies(
	token: string | null,
	{ secure }: { secure: boolean },
): CookieToSet[] {
	return PATHS.map((path) => ({
		name: nameOf(secure),
		value: token ?? '',
		attributes: {
			path,
			httpOnly: true,
			sameSite: 'strict',
			secure,
			maxAge: token === null ? 0 : TOKEN_DAYS * 86_400,
		},
	}));
}

/** The token in a Cookie header, or null. */
export function displayTokenIn(
	cookieHeader: string | null | undefined,
	{ secure }: { secure: boolean },
): string | null {
	const name = `${nameOf(secure)}=`;
	const pair = (cookieHeader ?? '').split(/;\s*/).find((part) => part.startsWith(name));
	return pair ? pair.slice(name.length) || null : null;
}

/** The actor that a paired display (own id) is: it sees the contest that scenes show. */
export async function displayActor(
	ctx: Ctx,
	displayId: string,
): Promise<Extract<Actor, { kind: 'display' }>> {
	const slug = await shownContest(ctx);
	const rows = slug
		? await ctx.db.select({ id: contests.id }).from(contests).where(eq(contests.slug, slug))
		: [];
	return {
		kind: 'display',
		id: displayId,
		contestId: null,
		contestIds: rows.map(({ id }) => id),
	};
}

type Asking = { locals: { ctx: Ctx }; request: Request; url: URL; cookies: Cookies };

/**
 * The context of the paired display whose token the request carries; null when there is none, or it is good for nothing
 * any more. A token of some age is renewed along the way. The answer is who is asking: nobody is known before.
 */
export async function displayCtx(event: Asking): Promise<Ctx | null> {
	const { ctx } = event.locals;
	const secure = isHttps(event.url);
	const token = displayTokenIn(event.request.headers.get('cookie'), { secure });
	const found = token ? await readToken(ctx.db, token, ctx.now, { renew: true }) : null;
	if (!found) {
		if (token) ctx.log.warn('a screen came with a token that is good for nothing');
		return null;
	}
	if (found.renewed) setCookies(event.cookies, displayCookies(found.renewed, { secure }));
	return { ...ctx, actor: await displayActor(ctx, found.displayId) };
}

/** The context of the paired display that asks. Throws Failure `not_signed_in`: its page then asks to be paired. */
export async function signedInDisplay(event: Asking): Promise<Ctx> {
	const ctx = await displayCtx(event);
	if (ctx) return ctx;
	throw new Failure('not_signed_in', 'This screen is not paired.');
}

/** How the sockets know paired displays, by the token in the cookie of their handshake. They can set no cookie: nothing is renewed. */
export function pairedDisplays(ctx: () => Ctx, origin: string) {
	const secure = origin.startsWith('https:');
	return {
		async identify(cookieHeader: string | undefined): Promise<string | null> {
			const token = displayTokenIn(cookieHeader, { secure });
			if (!token) return null;
			const { db, now, log } = ctx();
			const found = await readToken(db, token, now);
			if (!found) log.warn('a screen’s socket came with a token that is good for nothing');
			return found?.displayId ?? null;
		},
		actor: (displayId: string) => displayActor(ctx(), displayId),
	};
}
