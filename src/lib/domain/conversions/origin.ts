const MAX_LENGTH = 200;

/**
 * The origin of an address as browsers write it in the Origin header (RFC 6454): scheme, host and a port that is not the
 * scheme's own, such as https://www.example.com. Whatever comes after the host is left out. Null for what is no http(s)
 * address, names somebody or is longer than 200 characters.
 */
export function originOf(address: string): string | null {
	const text = address.trim();
	if (text.length > MAX_LENGTH || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
	const { origin, username, password } = new URL(text);
	return username === '' && password === '' ? origin : null;
}
