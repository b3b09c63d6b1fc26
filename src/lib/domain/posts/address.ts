import { z } from 'zod';

/** Browsers and proxies take at least this much (RFC 9110 asks for 8,000); UTM parameters come on top. */
const MAX_ADDRESS = 4000;

/**
 * A story's address as the door may answer it: absolute, http or https, without a user or a password. Comes out in
 * the WHATWG URL standard's normal form, so that it is ASCII and holds no control character.
 */
export const webAddressSchema = z
	.string()
	.max(MAX_ADDRESS)
	.transform((text, context) => {
		const refuse = (message: string) => {
			context.addIssue({ code: 'custom', message });
			return z.NEVER;
		};
		const url = URL.parse(text);
		if (!url) return refuse('not an absolute address');
		if (url.protocol !== 'https:' && url.protocol !== 'http:')
			return refuse('must start with https:// or http://');
		if (url.username !== '' || url.password !== '')
			return refuse('must not carry a user name or a password');
		if (url.href.length > MAX_ADDRESS) return refuse('is too long');
		return url.href;
	});

/** A picture: an address like a story's, or a path on the portal itself. */
export const imageAddressSchema = z.union([
	z
		.string()
		.max(MAX_ADDRESS)
		.regex(/^\/(?![/\\])[\w./-]*$/, 'not a path on this portal'),
	webAddressSchema,
]);
