/** Headers of what everybody may read from anywhere, always as it is now; no cookie is asked for or set. */
const OPEN = {
	'cache-control': 'public, no-cache',
	'access-control-allow-origin': '*',
	'cross-origin-resource-policy': 'cross-origin',
	'content-security-policy': "default-src 'none'; sandbox",
	'x-content-type-options': 'nosniff',
};

/** An answer for everybody, such as a picture in a letter or what a verifier reads. */
export function openAnswer(body: string | Buffer, contentType: string): Response {
	const bytes = typeof body === 'string' ? body : new Uint8Array(body);
	return new Response(bytes, { headers: { ...OPEN, 'content-type': contentType } });
}
