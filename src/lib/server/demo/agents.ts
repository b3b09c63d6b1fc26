import type { Random } from './random.ts';

type Browser = { weight: number; agent: (random: Random) => string };

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const chrome = (random: Random) =>
	`Chrome/${random.int(118, 141)}.0.${random.int(5993, 7390)}.${random.int(10, 220)}`;
const DESKTOPS = [
	'Windows NT 10.0; Win64; x64',
	'Macintosh; Intel Mac OS X 10_15_7',
	'X11; Linux x86_64',
	'X11; CrOS x86_64 14541.0.0',
];
const PHONES = ['Pixel 8', 'Pixel 9 Pro', 'SM-S921B', 'SM-A546B', 'CPH2609', '2312DRA50G', 'K'];

/**
 * Browsers about as often as they are met. The demo's visitors share one address, so that only the browser tells them
 * apart: builds are drawn freely, and two visitors are rarely the same.
 */
const BROWSERS: readonly Browser[] = [
	{
		weight: 36,
		agent: (random) =>
			`Mozilla/5.0 (${random.pick(DESKTOPS)}) ${CHROME} ${chrome(random)} Safari/537.36`,
	},
	{
		weight: 26,
		agent: (random) =>
			`Mozilla/5.0 (Linux; Android ${random.int(11, 15)}; ${random.pick(PHONES)}) ${CHROME} ${chrome(random)} Mobile Safari/537.36`,
	},
	{
		weight: 18,
		agent: (random) => {
			const [major, minor] = [random.int(16, 18), random.int(0, 6)];
			return `Mozilla/5.0 (iPhone; CPU iPhone OS ${major}_${minor} like Mac OS X) AppleWebKit/605.1.${random.int(10, 15)} (KHTML, like Gecko) Version/${major}.${minor} Mobile/${random.int(15, 22)}${random.pick(['A', 'B', 'E', 'F'])}${random.int(100, 399)} Safari/604.1`;
		},
	},
	{
		weight: 8,
		agent: (random) => {
			const edge = random.int(118, 141);
			return `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Chrome/${edge}.0.0.0 Safari/537.36 Edg/${edge}.0.${random.int(2000, 3600)}.${random.int(20, 99)}`;
		},
	},
	{
		weight: 6,
		agent: (random) => {
			const version = `${random.int(115, 144)}.0`;
			return `Mozilla/5.0 (${random.pick(DESKTOPS)}; rv:${version}) Gecko/20100101 Firefox/${version}`;
		},
	},
	{
		weight: 6,
		agent: (random) =>
			`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${random.int(15, 18)}.${random.int(0, 6)} Safari/605.1.15`,
	},
];

/** A person's browser. */
export function browserAgent(random: Random): string {
	return random.weighted(BROWSERS, ({ weight }) => weight).agent(random);
}

/** Who else opens links: previews of networks and chats, search engines, monitors, mail scanners' plain clients. */
export const ROBOTS: readonly string[] = [
	'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
	'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
	'Twitterbot/1.0',
	'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
	'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
	'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
	'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
	'python-requests/2.32.3',
];
