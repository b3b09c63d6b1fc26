import { PREVIEWS } from './robots-previews.ts';

/**
 * What fetches a link and is nobody who reads it. `preview` draws a card under a post or a message, `scanner` looks
 * for harm in mail and chat, `monitor` looks whether a site answers, `client` is a program's own fetch before a
 * browser opens the page.
 */
export type RobotKind = 'preview' | 'scanner' | 'monitor' | 'client';

export type Robot = {
	kind: RobotKind;
	/** A regular expression's source, matched without regard to case. */
	pattern: string;
	/** A user agent as it was documented or seen, by which the pattern is tested. */
	example: string;
	/** Where the name is documented, or where it was reported. */
	source: string;
};

/** Collected by many hands, with instances: for robots whose owners document nothing. */
const COLLECTED = 'https://github.com/monperrus/crawler-user-agents';
const MATOMO = 'https://github.com/matomo-org/device-detector/blob/master/regexes/bots.yml';
const OFFICE = 'https://github.com/JayBizzle/Crawler-Detect/issues/351';
/**
 * Our own list beside the library isbot: those that want a card, and those that isbot misses. One line each; the
 * source says where to look when a name changes.
 */
export const ROBOTS: readonly Robot[] = [
	...PREVIEWS,

	// Scanners of mail and chat
	{
		kind: 'scanner',
		pattern: 'Barracuda',
		example: 'Barracuda Sentinel (EE)',
		source: 'https://github.com/JayBizzle/Crawler-Detect/issues/552',
	},
	{
		kind: 'scanner',
		pattern: 'Proofpoint',
		example: 'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
		source: 'https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect',
	},
	{
		kind: 'scanner',
		pattern: 'Mimecast',
		example: 'Mozilla/5.0 (compatible; Mimecast URL Protect)',
		source:
			'https://www.suped.com/email-deliverability/answers/which-corporate-filter-appliances-or-software-follow-links-in-emails',
	},
	{
		kind: 'scanner',
		pattern: 'SafeLinks',
		example: 'Microsoft Office SafeLinks Protection',
		source: 'https://learn.microsoft.com/en-us/defender-office-365/safe-links-about',
	},
	{
		kind: 'scanner',
		pattern: 'IronPort|CiscoSecureEmail',
		example: 'CiscoSecureEmail/1.0',
		source: 'https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect',
	},
	{
		kind: 'scanner',
		pattern: '\\bTMES\\b|Trend ?Micro',
		example: 'TMES/1.0 (Trend Micro Email Security)',
		source: 'https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect',
	},
	{
		kind: 'scanner',
		pattern: 'FortiMail|FortiGuard',
		example: 'Mozilla/5.0 (compatible; FortiGuard Web Filtering)',
		source: 'https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect',
	},
	{
		kind: 'scanner',
		pattern: 'Sophos',
		example: 'Mozilla/5.0 (compatible; Sophos Email)',
		source: 'https://check.live-direct-marketing.online/blog/bot-clicks-security-scanners-detect',
	},
	{
		kind: 'scanner',
		pattern: 'virustotal',
		example: 'AppEngine-Google; (+http://code.google.com/appengine; appid: s~virustotalcloud)',
		source: COLLECTED,
	},
	{
		kind: 'scanner',
		pattern: 'Google-Safety',
		example: 'Google-Safety (+http://www.google.com/bot.html)',
		source:
			'https://developers.google.com/crawling/docs/crawlers-fetchers/google-special-case-crawlers',
	},
	{
		kind: 'scanner',
		pattern: 'GoogleImageProxy|YahooMailProxy',
		example:
			'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
		source: 'https://github.com/ua-parser/uap-core/pull/30',
	},
	{
		kind: 'scanner',
		pattern: 'urlscan',
		example: 'Mozilla/5.0 (compatible; urlscan.io)',
		source: 'https://urlscan.io/docs/',
	},
	{
		kind: 'scanner',
		pattern: 'Netcraft',
		example: 'Mozilla/5.0 (compatible; NetcraftSurveyAgent/1.0; +info@netcraft.com)',
		source: COLLECTED,
	},
	{
		kind: 'scanner',
		pattern: 'BitSightBot',
		example: 'Mozilla/5.0 (compatible; BitSightBot/1.0)',
		source: COLLECTED,
	},

	// Programs that fetch before, or instead of, a browser
	{
		kind: 'client',
		pattern: '^Microsoft Office',
		example: 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.14326; Pro)',
		source: OFFICE,
	},
	{
		kind: 'client',
		pattern: 'ms-office|MSOffice',
		example:
			'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 6.1; WOW64; Trident/7.0; InfoPath.3; ms-office)',
		source: 'https://webmasters.stackexchange.com/questions/71112',
	},
	{
		kind: 'client',
		pattern: 'Microsoft Office (?:Existence|Protocol) Discovery',
		example: 'Microsoft Office Existence Discovery',
		source:
			'http://blogs.msdn.com/b/vsofficedeveloper/archive/2008/03/11/office-existence-discovery-protocol.aspx',
	},
	{
		kind: 'client',
		pattern: 'dataaccessd',
		example: 'macOS/13.4 (22F66) dataaccessd/1.0',
		source:
			'https://suped.com/learn/email-deliverability/how-can-i-identify-bot-user-agents-in-my-email-click-data',
	},
	{
		kind: 'client',
		pattern: '^(?!Mozilla/).*CFNetwork/',
		example: 'Aloha/1 CFNetwork/1404.0.5 Darwin/22.3.0',
		source:
			'https://suped.com/learn/email-deliverability/how-can-i-identify-bot-user-agents-in-my-email-click-data',
	},
	{
		kind: 'client',
		pattern: '^Dalvik/',
		example: 'Dalvik/2.1.0 (Linux; U; Android 8.1.0; SM-J327V Build/M1AJQ)',
		source:
			'https://suped.com/learn/email-deliverability/how-can-i-identify-bot-user-agents-in-my-email-click-data',
	},

	// Whether a site answers
	{
		kind: 'monitor',
		pattern: 'UptimeRobot',
		example: 'Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)',
		source: COLLECTED,
	},
	{
		kind: 'monitor',
		pattern: 'Pingdom',
		example: 'Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)',
		source: COLLECTED,
	},
	{
		kind: 'monitor',
		pattern: 'StatusCake',
		example:
			'Mozilla/5.0 (Windows NT 6.2; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/98 Safari/537.36 StatusCake',
		source: MATOMO,
	},
	{
		kind: 'monitor',
		pattern: 'Datadog/?Synthetics',
		example: 'Datadog/Synthetics',
		source: 'https://webmasterid.com/user-agents/datadog-and-newrelic-synthetic-user-agents',
	},
	{
		kind: 'monitor',
		pattern: 'NewRelic|New Relic',
		example: 'NewRelicSynthetics/1.0',
		source: 'https://webmasterid.com/user-agents/datadog-and-newrelic-synthetic-user-agents',
	},
	{
		kind: 'monitor',
		pattern: 'RuxitSynthetic',
		example:
			'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/105.0.0.0 Safari/537.36 RuxitSynthetic/1.0',
		source: COLLECTED,
	},
	{
		kind: 'monitor',
		pattern: 'GoogleStackdriverMonitoring',
		example: 'GoogleStackdriverMonitoring-UptimeChecks(https://cloud.google.com/monitoring)',
		source: 'https://cloud.google.com/monitoring/uptime-checks',
	},
	{ kind: 'monitor', pattern: 'Site24x7', example: 'Site24x7', source: MATOMO },
	{
		kind: 'monitor',
		pattern: 'Better Uptime Bot',
		example: 'Better Uptime Bot Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)',
		source: COLLECTED,
	},
	{ kind: 'monitor', pattern: 'Uptime-Kuma', example: 'Uptime-Kuma/1.18.5', source: COLLECTED },
	{
		kind: 'monitor',
		pattern: 'Amazon-Route53-Health-Check',
		example: 'Amazon-Route53-Health-Check-Service (ref 12345678; report http://amzn.to/1vsZADi)',
		source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/route-53-ip-addresses.html',
	},
	{
		kind: 'monitor',
		pattern: 'ELB-HealthChecker',
		example: 'ELB-HealthChecker/2.0',
		source:
			'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
	},
	{
		kind: 'monitor',
		pattern: 'kube-probe',
		example: 'kube-probe/1.29',
		source:
			'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
	},
	{
		kind: 'monitor',
		pattern: 'Blackbox Exporter',
		example: 'Blackbox Exporter/0.24.0',
		source: 'https://github.com/prometheus/blackbox_exporter',
	},
	{
		kind: 'monitor',
		pattern: 'Checkly',
		example: 'Checkly, https://www.checklyhq.com',
		source: MATOMO,
	},
	{
		kind: 'monitor',
		pattern: 'HetrixTools',
		example: 'HetrixTools Uptime Monitoring Bot. https://hetrix.tools/uptime-monitoring-bot.html',
		source: MATOMO,
	},

	// Automated browsers that say so
	{
		kind: 'client',
		pattern: 'HeadlessChrome',
		example:
			'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36',
		source: 'https://developer.chrome.com/docs/chromium/headless',
	},
];
