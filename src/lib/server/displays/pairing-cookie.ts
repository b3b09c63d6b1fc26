import { CODE_MINUTES, readCode } from '#lib/domain/displays/pairing-code.ts';
import { setCookies, type Cookies } from '../auth/cookies.ts';
import { isHttps } from '../auth/secure.ts';
import { displayCookies } from './session.ts';

const NAME = 'laurel_pairing';

/** The pairing that this browser has begun: the database keeps only hashes of both. */
export type Begun = { deviceCode: string; userCode: string };

type Event = { cookies: Cookies; url: URL };

/** What the browser's cookie holds, or null. */
export function pairingIn({ cookies }: Event): Begun | null {
	const [deviceCode = '', typed = ''] = (cookies.get(NAME) ?? '').split('.');
	const userCode = readCode(typed);
	return deviceCode !== '' && userCode ? { deviceCode, userCode } : null;
}

/** Keeps it in the browser as long as the code is good; null takes it away. */
export function keepPairing({ cookies, url }: Event, begun: Begun | null): void {
	cookies.set(NAME, begun ? `${begun.deviceCode}.${begun.userCode}` : '', {
		path: '/tv',
		httpOnly: true,
		sameSite: 'strict',
		secure: isHttps(url),
		maxAge: begun ? CODE_MINUTES * 60 : 0,
	});
}

/** Gives the screen its token; its pairing is over. */
export function takeIn(event: Event, token: string): void {
	setCookies(event.cookies, displayCookies(token, { secure: isHttps(event.url) }));
	keepPairing(event, null);
}
