/** A cookie for the route to set, in SvelteKit's shape. */
export type CookieToSet = {
	name: string;
	value: string;
	attributes: {
		path: string;
		httpOnly?: boolean;
		secure?: boolean;
		sameSite?: 'lax' | 'strict' | 'none';
		/** Seconds. */
		maxAge?: number;
	};
};

/** As much of SvelteKit's cookies as is needed. */
export type Cookies = {
	get(name: string): string | undefined;
	set(name: string, value: string, attributes: CookieToSet['attributes']): void;
};

/** Sets them all on the answer. */
export function setCookies(cookies: Cookies, given: readonly CookieToSet[]): void {
	for (const { name, value, attributes } of given) cookies.set(name, value, attributes);
}
