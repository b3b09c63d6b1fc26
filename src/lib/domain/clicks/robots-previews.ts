import type { Robot } from './robots-list.ts';

const META = 'https://developers.facebook.com/docs/sharing/webmasters/web-crawlers/';
const GOOGLE_FETCHERS =
	'https://developers.google.com/crawling/docs/crawlers-fetchers/google-user-triggered-fetchers';
const BING = 'https://www.bing.com/webmasters/help/which-crawlers-does-bing-use-8c184ec0';
/** Collected by many hands, with instances: for robots whose owners document nothing. */
const COLLECTED = 'https://github.com/monperrus/crawler-user-agents';
const MATOMO = 'https://github.com/matomo-org/device-detector/blob/master/regexes/bots.yml';

/** Robots that fetch a link to draw a card under a post or a message: they get one. */
export const PREVIEWS: readonly Robot[] = [
	{
		kind: 'preview',
		pattern: 'facebookexternalhit',
		example: 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
		source: META,
	},
	{ kind: 'preview', pattern: 'facebookcatalog/', example: 'facebookcatalog/1.0', source: META },
	{
		kind: 'preview',
		pattern: 'meta-external(?:agent|fetcher)',
		example: 'meta-externalfetcher/1.1',
		source: META,
	},
	{
		kind: 'preview',
		pattern: '\\bFacebot\\b',
		example:
			'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'LinkedInBot',
		example:
			'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'Twitterbot',
		example: 'Twitterbot/1.0',
		source: 'https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started',
	},
	{
		kind: 'preview',
		pattern: 'Slackbot|Slack-ImgProxy',
		example: 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
		source: 'https://api.slack.com/robots',
	},
	{ kind: 'preview', pattern: '^WhatsApp/', example: 'WhatsApp/2.23.20.0', source: COLLECTED },
	{
		kind: 'preview',
		pattern: 'TelegramBot',
		example: 'TelegramBot (like TwitterBot)',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'Discordbot',
		example: 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'SkypeUriPreview',
		example: 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5',
		source: 'https://opengraphplus.com/consumers/teams/crawling',
	},
	{
		kind: 'preview',
		pattern: 'MicrosoftPreview|BingPreview',
		example:
			'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; MicrosoftPreview/2.0; +https://aka.ms/MicrosoftPreview) Chrome/112.0.0.0 Safari/537.36',
		source: BING,
	},
	{
		kind: 'preview',
		pattern: '\\bMastodon/',
		example: 'Mastodon/4.2.0 (http.rb/5.1.1; +https://mastodon.social/)',
		source: 'https://github.com/mastodon/mastodon/blob/main/lib/mastodon/version.rb',
	},
	{
		kind: 'preview',
		pattern: '\\b(?:Pleroma|Akkoma|Misskey|Friendica|Lemmy)[/ ]',
		example: 'Akkoma 3.13.2; https://example.social <admin@example.social>; Bot',
		source: MATOMO,
	},
	{
		kind: 'preview',
		pattern: 'Bluesky Cardyb',
		example: 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'Pinterestbot|^Pinterest/',
		example: 'Mozilla/5.0 (compatible; Pinterestbot/1.0; +http://www.pinterest.com/bot.html)',
		source: 'https://help.pinterest.com/en/business/article/pinterestbot',
	},
	{
		kind: 'preview',
		pattern: 'redditbot',
		example: 'Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'XING-contenttabreceiver',
		example: 'XING-contenttabreceiver/2.0',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'vkShare',
		example: 'Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)',
		source: 'http://vk.com/dev/Share',
	},
	{
		kind: 'preview',
		pattern: 'Snap URL Preview Service',
		example:
			'Mozilla/5.0 (compatible; Snap URL Preview Service; bot; snapchat; https://developers.snap.com/robots)',
		source: 'https://developers.snap.com/robots',
	},
	{
		kind: 'preview',
		pattern: 'line-poker',
		example: 'facebookexternalhit/1.1;line-poker/1.0',
		source: COLLECTED,
	},
	{
		kind: 'preview',
		pattern: 'Google-PageRenderer',
		example:
			'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/56.0.2924.87 Safari/537.36 Google-PageRenderer Google (+https://developers.google.com/+/web/snippet/)',
		source: 'https://github.com/vercel/next.js/discussions/31482',
	},
	{
		kind: 'preview',
		pattern: 'GoogleMessages',
		example: 'GoogleMessages/20',
		source: GOOGLE_FETCHERS,
	},
	{
		kind: 'preview',
		pattern: 'Embedly',
		example: 'Mozilla/5.0 (compatible; Embedly/0.2; +http://support.embed.ly/)',
		source: 'http://support.embed.ly/',
	},
	{
		kind: 'preview',
		pattern: 'Iframely',
		example: 'Iframely/1.3.1 (+https://iframely.com/docs/about)',
		source: 'https://iframely.com/docs/about',
	},
	{
		kind: 'preview',
		pattern: '\\bSynapse\\b',
		example: 'Synapse (bot; +https://github.com/matrix-org/synapse)',
		source: 'https://github.com/matrix-org/synapse',
	},
	{
		kind: 'preview',
		pattern: 'Mattermost-Bot',
		example: 'Mozilla/5.0 (compatible; Mattermost-Bot/1.1)',
		source: 'https://github.com/mattermost/mattermost',
	},
	{
		kind: 'preview',
		pattern: 'Rocket\\.Chat',
		example: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Rocket.Chat/6.0',
		source: 'https://github.com/RocketChat/Rocket.Chat',
	},
	{
		kind: 'preview',
		pattern: 'Nextcloud Server Crawler',
		example: 'Nextcloud Server Crawler',
		source: 'https://github.com/nextcloud/server',
	},
	{
		kind: 'preview',
		pattern: 'Yahoo Link Preview',
		example:
			'Mozilla/5.0 (compatible; Yahoo Link Preview; https://help.yahoo.com/kb/mail/yahoo-link-preview-SLN23615.html)',
		source: 'https://help.yahoo.com/kb/mail/yahoo-link-preview-SLN23615.html',
	},
];
