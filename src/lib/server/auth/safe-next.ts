/** Where whoever signs in goes when nothing better is known. */
export const HOME = '/';

/** Same-site paths that must not follow a sign-in: /r/ leads away from the site, the others are no pages. */
const NOT_AFTER_SIGN_IN = /^\/(r|api|socket\.io|sign-in|sign-out|setup)(\/|$)/;

/**
 * The page that `next` asks for, if it is a path of this site; else the home page. Everything that a browser could
 * read as another host (`//host`, `/\host`, a scheme, control characters) gives the home page: no open redirect.
 */
export function safeNext(next: string | null | undefined): string {
	if (!next?.startsWith('/') || /[\u0000-\u001f\u007f\\]/.test(next)) return HOME;
	const base = 'http://site.invalid';
	let url: URL;
	try {
		url = new URL(next, base);
	} catch {
		return HOME;
	}
	if (url.origin !== base || url.pathname.startsWith('//')) return HOME;
	if (NOT_AFTER_SIGN_IN.test(decodePath(url.pathname))) return HOME;
	return url.pathname + url.search + url.hash;
}

/** The sign-in page that comes back to `path` afterwards. */
export function signInPath(path: string): string {
	const next = safeNext(path);
	return next === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path).toLowerCase();
	} catch {
		return path.toLowerCase();
	}
}
