import { openApiDocument } from '#lib/server/api/openapi/document.ts';
import type { RequestHandler } from './$types';

let text: string | undefined;

/** For everybody: it describes the product and nothing of this program. */
export const GET: RequestHandler = () =>
	new Response((text ??= JSON.stringify(openApiDocument())), {
		headers: {
			'content-type': 'application/vnd.oai.openapi+json;version=3.1',
			'cache-control': 'public, max-age=300',
			'access-control-allow-origin': '*',
		},
	});
