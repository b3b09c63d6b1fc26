import { expect, it } from 'vitest';
import { browserName } from './browser.ts';

it('a browser is named by what it is, not by all that it says to be', () => {
	const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ';
	const named: [string, string][] = [
		[`${chrome}Chrome/140.0.0.0 Safari/537.36`, 'Chrome 140, Linux'],
		[`${chrome}HeadlessChrome/140.0.0.0 Safari/537.36`, 'Chromium 140, Linux'],
		[
			'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36 Edg/139.0.0.0',
			'Edge 139, Windows',
		],
		[
			'Mozilla/5.0 (X11; Linux armv7l; rv:128.0) Gecko/20100101 Firefox/128.0',
			'Firefox 128, Linux',
		],
		[
			'Mozilla/5.0 (SMART-TV; LINUX; Tizen 6.0) AppleWebKit/537.36 (KHTML, like Gecko) 76.0.3809.146/6.0 TV Safari/537.36',
			'Samsung TV 6.0',
		],
		[
			'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36',
			'LG webOS',
		],
		[
			'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
			'Safari 17.5, iPadOS or iOS',
		],
		['curl/8.0', 'Unknown'],
		['something on Android', 'Android'],
		['', 'Unknown'],
	];
	for (const [userAgent, name] of named) expect(browserName(userAgent)).toBe(name);
});
