import type { IncomingMessage } from 'node:http';

/** What the door looks at of a request for a link. */
export type Visit = {
	method: string;
	userAgent: string | undefined;
	/** The other end of the connection. */
	remoteAddress: string | undefined;
	forwardedFor: string | undefined;
	secPurpose: string | undefined;
	purpose: string | undefined;
};

/** The same of Node's request. */
export function visitOf(req: IncomingMessage): Visit {
	const { headers } = req;
	const purpose = headers.purpose ?? headers['x-purpose'];
	return {
		method: req.method ?? '',
		userAgent: headers['user-agent'],
		remoteAddress: req.socket.remoteAddress,
		forwardedFor: headers['x-forwarded-for'] as string | undefined,
		secPurpose: headers['sec-purpose'] as string | undefined,
		purpose: Array.isArray(purpose) ? purpose[0] : purpose,
	};
}
