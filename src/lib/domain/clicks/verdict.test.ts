import { describe, expect, it } from 'vitest';
import { ROBOTS } from './robots-list.ts';
import { isRobot, robotSort } from './robots.ts';
import { judge, type ClickRequest } from './verdict.ts';

/** Browsers as they stood in 2026, and the in-app browsers of the networks that people click links in. */
const BROWSERS: Record<string, string> = {
	'Chrome on Windows':
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
	'Chrome on Android':
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
	'Chrome on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.7444.46 Mobile/15E148 Safari/604.1',
	'Safari on macOS':
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
	'Safari on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
	'Safari on iPad':
		'Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.7 Mobile/15E148 Safari/604.1',
	'Firefox on Linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
	'Firefox on Android': 'Mozilla/5.0 (Android 15; Mobile; rv:144.0) Gecko/144.0 Firefox/144.0',
	'Edge on Windows':
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
	Opera:
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 OPR/125.0.0.0',
	Vivaldi:
		'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Vivaldi/7.6',
	'Samsung Internet':
		'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
	DuckDuckGo:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 DuckDuckGo/7 Safari/605.1.15',
	'Huawei Browser':
		'Mozilla/5.0 (Linux; Android 12; HarmonyOS; NOH-NX9; HMSCore 6.13.0.302) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36',
	'LinkedIn on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 [LinkedInApp]/9.31.1045',
	'LinkedIn on Android':
		'Mozilla/5.0 (Linux; Android 14; SM-S918B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.86 Mobile Safari/537.36 [LinkedInApp]',
	'Facebook on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 [FBAN/FBIOS;FBAV/520.0.0.38.101;FBBV/741515456;FBDV/iPhone14,5;FBMD/iPhone;FBSN/iOS;FBSV/18.5;FBSS/3;FBCR/;FBID/phone;FBLC/en_US;FBOP/80]',
	'Facebook on Android':
		'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UQ1A.240205.002; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.86 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/489.0.0.66.81;]',
	'Messenger on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 [FBAN/MessengerForiOS;FBAV/482.0.0.27.101;FBBV/668215459;FBDV/iPhone15,2]',
	'Instagram on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Instagram 382.0.0.23.83 (iPhone14,5; iOS 18_5; en_US; en; scale=3.00; 1170x2532; 742168232)',
	'Instagram on Android':
		'Mozilla/5.0 (Linux; Android 14; SM-A546B Build/UP1A.231005.007; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0.6723.86 Mobile Safari/537.36 Instagram 356.0.0.41.101 Android (34/14; 450dpi; 1080x2125; samsung; SM-A546B; a54x; s5e8835; en_GB; 658190456)',
	Threads:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 Barcelona 382.0.0.23.83 (iPhone14,5; iOS 18_5; en_US; en; scale=3.00; 1170x2532)',
	'X on iPhone':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Twitter for iPhone/11.3',
	TikTok:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 17_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 musical_ly_36.0.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/en Region/US',
	'Pinterest’s own app':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 [Pinterest/iOS]',
	Snapchat:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Snapchat/13.45.0.42 (like Safari/8621.2.5, panda)',
	'Slack’s desktop window':
		'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Slack/4.46.96 Chrome/138.0.7204.251 Electron/37.6.0 Safari/537.36 Sonic Slack_SSB/4.46.96',
	'Teams on Windows':
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Teams/25290.205.4069.4894 Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
	WeChat:
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.54(0x18003631) NetType/WIFI Language/en',
	'Google’s search app':
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) GSA/392.0.820265890 Mobile/15E148 Safari/604.1',
	'A phone called Cubot':
		'Mozilla/5.0 (Linux; Android 11; CUBOT X30) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36',
	'Internet Explorer 11': 'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko',
};

describe('robots', () => {
	it.each(ROBOTS)('takes $example for a $kind', ({ kind, pattern, example, source }) => {
		expect(example).toMatch(new RegExp(pattern, 'i'));
		expect(robotSort(example)).not.toBeNull();
		expect(source).toMatch(/^https?:\/\//);
		// An example of one kind may name another first (Facebot also says Twitterbot); both are robots.
		expect(robotSort(example)).toBe(kind);
	});

	it.each(Object.entries(BROWSERS))('takes %s for a browser', (_name, userAgent) => {
		expect(robotSort(userAgent)).toBeNull();
	});

	it.each([undefined, '', '   '])('takes no user agent (%j) for a robot', (userAgent) => {
		expect(robotSort(userAgent)).toBe('undeclared');
	});

	it('knows by isbot what is not on the list', () => {
		expect(robotSort('curl/8.11.1')).toBe('other');
		expect(robotSort('python-requests/2.32.3')).toBe('other');
		expect(
			robotSort('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'),
		).toBe('other');
	});

	it('does not backtrack for ever over a user agent of a megabyte', () => {
		// Quadratic work here would be 10^11 steps, and the runner's own limit would end it.
		expect(isRobot(`Mozilla/5.0 ${'(a'.repeat(500_000)}`)).toBeTypeOf('boolean');
	});
});

describe('a verdict from the request alone', () => {
	const request = (over: Partial<ClickRequest> = {}): ClickRequest => ({
		method: 'GET',
		userAgent: BROWSERS['Chrome on Windows'],
		secPurpose: undefined,
		purpose: undefined,
		isOwner: false,
		isColleague: false,
		isInternalAddress: false,
		...over,
	});
	const bot = { userAgent: 'Twitterbot/1.0' };
	const speculative = { secPurpose: 'prefetch;prerender' };
	const owner = { isOwner: true };
	const inside = { isInternalAddress: true };

	it('lets a stranger’s browser be a candidate', () => {
		expect(judge(request())).toBe('candidate');
	});

	it('takes the first rule that matches, in the order bot, prefetch, self, internal', () => {
		expect(judge(request({ ...bot, ...speculative, ...owner, ...inside }))).toBe('bot');
		expect(judge(request({ ...speculative, ...owner, ...inside }))).toBe('prefetch');
		expect(judge(request({ ...owner, ...inside }))).toBe('self');
		expect(judge(request(inside))).toBe('internal');
		expect(judge(request({ isColleague: true }))).toBe('internal');
	});

	it.each(['prefetch', 'prefetch;anonymous-client-ip', 'prefetch;prerender', 'PRERENDER'])(
		'takes Sec-Purpose and Purpose “%s” for a speculative load',
		(value) => {
			expect(judge(request({ secPurpose: value }))).toBe('prefetch');
			expect(judge(request({ purpose: value }))).toBe('prefetch');
		},
	);

	it('does not mind a purpose that is none of these', () => {
		expect(judge(request({ purpose: 'navigate', secPurpose: 'notprefetching' }))).toBe('candidate');
	});

	it.each(['HEAD', 'POST', 'OPTIONS', 'get'])('takes the method %s for a prefetch', (method) => {
		expect(judge(request({ method }))).toBe('prefetch');
	});
});
