export const PREFIX = '/r/';

/** Longer than any slug, percent-encoded throughout. */
const MAX_PATH = 256;
const SLUG = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The slug in a request's target: what stands behind `/r/`, up to the query, without a slash at the end; some mail
 * programs percent-encode it. Otherwise the status to refuse it with: 400 not well-formed, 404 no slug, 414 too long.
 */
export function slugOf(target: string): string | 400 | 404 | 414 {
	let end = target.length;
	for (let i = PREFIX.length; i < target.length; i++) {
		const unit = target.charCodeAt(i);
		// ? and #
		if (unit === 63 || unit === 35) {
			end = i;
			break;
		}
	}
	if (end - PREFIX.length > MAX_PATH) return 414;
	if (target.charCodeAt(end - 1) === 47 && end > PREFIX.length) end--;
	const raw = target.slice(PREFIX.length, end);
	if (SLUG.test(raw)) return raw;
	if (!raw.includes('%')) return 404;
	try {
		const decoded = decodeURIComponent(raw);
		return SLUG.test(decoded) ? decoded : 404;
	} catch {
		return 400;
	}
}
