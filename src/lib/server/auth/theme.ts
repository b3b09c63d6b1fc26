import type { CookieToSet } from './cookies.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const COOKIE = 'laurel_theme';
const YEAR_SECONDS = 31_536_000;

/** The theme that this browser chose; what the system says, unless it chose. */
export function readTheme(cookies: { get(name: string): string | undefined }): Theme {
	const value = cookies.get(COOKIE);
	return THEMES.find((theme) => theme === value) ?? 'system';
}

/** The cookie that keeps the choice for a year. */
export function themeCookie(theme: Theme, { secure }: { secure: boolean }): CookieToSet {
	return {
		name: COOKIE,
		value: theme,
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: YEAR_SECONDS },
	};
}
