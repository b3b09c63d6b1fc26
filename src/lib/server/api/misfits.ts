import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem, unsupportedMedia } from './problem.ts';

/** What SvelteKit takes for a page's form, and refuses from elsewhere: curl sends the first unless told otherwise. */
const FORMS = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);
const SENDING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

function isReadable(path: string): boolean {
	try {
		// What it gives is looked at: a call whose result nobody uses is left out of the build.
		return decodeURI(path) !== '';
	} catch {
		return false;
	}
}

function misfit({ method = '', headers, url = '' }: IncomingMessage): Response | null {
	if (!isReadable(url.split('?', 1)[0]!)) return problem(404, 'not_found', { title: 'Not found' });
	const type = headers['content-type']?.split(';', 1)[0]!.trim().toLowerCase() ?? '';
	return SENDING.has(method) && FORMS.has(type)
		? unsupportedMedia('Send the body as application/json.').response
		: null;
}

/**
 * Answers what the pages would refuse in words of their own before the API's routes are asked: bodies that look like
 * forms (403) and addresses whose percent signs make no UTF-8 (400). False when the request is somebody else's.
 */
export function refuseMisfit(req: IncomingMessage, res: ServerResponse): boolean {
	if (!req.url?.startsWith('/api/')) return false;
	const answer = misfit(req);
	if (!answer) return false;
	// What is sent is not waited for.
	req.resume();
	void answer.text().then((body) => {
		res.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
	});
	return true;
}
