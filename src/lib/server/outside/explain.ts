import { OutsideFailure, type OutsideCode } from '#lib/domain/outside/failure.ts';

/** What Node's error codes say about the other side. */
const MEANINGS: [RegExp, OutsideCode, string][] = [
	[/^HPE_HEADER_OVERFLOW$/, 'too_large', 'The answer’s head is larger than 16 kB.'],
	[/^(HPE_|ERR_INVALID_|ERR_HTTP_|EPROTO$|ERR_SSL_)/, 'unreadable', 'What came is no HTTP.'],
	[/^(Z_|ERR_(_ERROR_|BROTLI)|ERR_BUFFER)/, 'unreadable', 'The answer could not be unpacked.'],
	[
		/^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_|INVALID_CA|CRL_)/,
		'untrusted',
		'The certificate is not trusted.',
	],
	[/^ETIMEDOUT$/, 'too_slow', 'The connection did not come about in time.'],
];

/** The code of an error, or of the first of those that it gathers (one for each address that was tried). */
function codeOf(error: unknown): string {
	const { code, errors } = error as { code?: unknown; errors?: unknown[] };
	if (typeof code === 'string' && code !== '') return code;
	return errors?.[0] === undefined ? '' : codeOf(errors[0]);
}

/** Any error of a request as an OutsideFailure. What nobody knows counts as `unreachable`, with its code in the message. */
export function explained(error: unknown): OutsideFailure {
	if (error instanceof OutsideFailure) return error;
	const code = codeOf(error ?? {});
	const known = MEANINGS.find(([pattern]) => pattern.test(code));
	if (known) return new OutsideFailure(known[1], known[2], error);
	return new OutsideFailure(
		'unreachable',
		code === '' ? 'It could not be asked.' : `It could not be asked (${code}).`,
		error,
	);
}
