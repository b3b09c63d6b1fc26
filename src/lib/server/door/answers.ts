import type { ServerResponse } from 'node:http';

/** On every answer of a link: nothing of it is kept anywhere, and no search engine lists it (API.md, "Links"). */
const ALWAYS = ['Cache-Control', 'no-store', 'X-Robots-Tag', 'noindex'];

const REFERRER = ['Referrer-Policy', 'no-referrer-when-downgrade'];

const SENTENCES = {
	400: 'This address is not well-formed.\n',
	404: 'There is no such link.\n',
	405: 'A link is opened with GET.\n',
	414: 'This address is too long for a link.\n',
	503: 'This link cannot be looked up just now. Please try again in a moment.\n',
};

/** 302 to a stored address. */
export function redirect(res: ServerResponse, location: string): void {
	res.writeHead(302, [...ALWAYS, ...REFERRER, 'Location', location, 'Content-Length', '0']);
	res.end();
}

const REDIRECT = pairs([...ALWAYS, ...REFERRER]);

function pairs(headers: readonly string[]): string {
	let text = '';
	for (let i = 0; i < headers.length; i += 2) text += `${headers[i]}: ${headers[i + 1]}\r\n`;
	return text;
}

let second = -1;
let date = '';

/** The same as text, as Node would write it at `now` (milliseconds since 1970) on a connection that is kept for so many seconds. */
export function redirectText(location: string, now: number, keptSeconds: number): string {
	const at = Math.floor(now / 1000);
	if (at !== second) {
		second = at;
		date = new Date(now).toUTCString();
	}
	return (
		`HTTP/1.1 302 Found\r\n${REDIRECT}Location: ${location}\r\nContent-Length: 0\r\n` +
		`Date: ${date}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${keptSeconds}\r\n\r\n`
	);
}

/** A short sentence; `head` leaves it out. */
export function refuse(
	res: ServerResponse,
	status: 400 | 404 | 405 | 414 | 503,
	head: boolean,
): void {
	const body = SENTENCES[status];
	const headers = [
		...ALWAYS,
		...['Content-Type', 'text/plain; charset=utf-8'],
		...['Content-Length', String(Buffer.byteLength(body))],
	];
	if (status === 405) headers.push('Allow', 'GET, HEAD');
	if (status === 503) headers.push('Retry-After', '5');
	res.writeHead(status, headers);
	res.end(head ? undefined : body);
}

/** OPTIONS: what may be done here, and nothing for other origins. */
export function options(res: ServerResponse): void {
	res.writeHead(204, [...ALWAYS, 'Allow', 'GET, HEAD']);
	res.end();
}

/** The card of a post, for link-preview crawlers. */
export function card(res: ServerResponse, html: string, head: boolean): void {
	res.writeHead(200, [
		...ALWAYS,
		...REFERRER,
		...['Content-Type', 'text/html; charset=utf-8'],
		...['Content-Length', String(Buffer.byteLength(html))],
		...['Content-Security-Policy', "default-src 'none'; img-src http: https:"],
		...['X-Content-Type-Options', 'nosniff'],
	]);
	res.end(head ? undefined : html);
}
