/** Why something outside could not be asked, or its answer not be taken. */
export const OUTSIDE_CODES = [
	/** Not http or https, not readable as an address, or with a name and password in it. */
	'not_http',
	/** A port that may not be asked. */
	'forbidden_port',
	/** An address of a private, local or reserved network, or a name that stands for one. */
	'forbidden_address',
	/** Nobody knows the name. */
	'unknown_host',
	/** Refused, reset, or closed before the answer was whole. */
	'unreachable',
	/** The certificate is not one that this machine trusts for this name. */
	'untrusted',
	'too_slow',
	'too_large',
	'too_many_redirects',
	/** What came is no HTTP, or is packed in a way that nobody asked for. */
	'unreadable',
] as const;

export type OutsideCode = (typeof OUTSIDE_CODES)[number];

/** A request to the outside world that came to nothing, with its reason. `message` is English, for logs and developers. */
export class OutsideFailure extends Error {
	readonly code: OutsideCode;

	constructor(code: OutsideCode, message: string, cause?: unknown) {
		super(message, { cause });
		this.name = 'OutsideFailure';
		this.code = code;
	}
}
