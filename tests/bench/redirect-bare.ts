import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The yardstick: a bare node:http server that answers 302 with the door's headers, and does nothing else. */
const location = `https://www.example.com/stories/story-1?utm_source=linkedin&utm_medium=advocacy&utm_campaign=bench&utm_content=abcd2345&lrl=01900000-0000-7000-8000-000000000000`;
const server = createServer((_req, res) => {
	res.writeHead(302, {
		'Cache-Control': 'no-store',
		'X-Robots-Tag': 'noindex',
		'Referrer-Policy': 'no-referrer-when-downgrade',
		Location: location,
		'Content-Length': '0',
	});
	res.end();
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
