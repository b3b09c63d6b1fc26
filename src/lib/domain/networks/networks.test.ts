import { describe, expect, it } from 'vitest';
import { mastodonServer } from './mastodon.ts';
import { networkName } from './names.ts';
import { BY_KEY, isNetworkKey, NETWORK_KEYS, NETWORKS, type NetworkKey } from './networks.ts';

const LINK = 'https://laurel.example/r/abcdefgh';

describe.each(NETWORKS)('$name', (network) => {
	it('stands under its own key and is called by its name everywhere', () => {
		expect(NETWORK_KEYS.map((key) => BY_KEY[key].key)).toEqual([...NETWORK_KEYS]);
		expect(networkName(network.key)).toBe(network.name);
		expect(isNetworkKey(network.key)).toBe(true);
	});

	it.each([
		['', 'https://laurel.example/r/abc?x=1'],
		['Ångström & “quotes” #tag?x=1\nsecond line', 'https://laurel.example/r/abc?x=1'],
	])('opens its composer with the tracked link, whatever the text: %j', (text, link) => {
		const address = new URL(network.composer({ text, link, server: 'mastodon.example' }));
		const carried = [...address.searchParams.values()].join(' ');
		expect(carried).toContain(link);
		expect(carried.includes('Ångström')).toBe(network.takesText && text !== '');
		expect(['https:', 'mailto:']).toContain(address.protocol);
		expect(address.hash).toBe('');
	});

	it('leaves room for words beside the link, and more text weighs more', () => {
		expect(network.linkWeight(LINK)).toBeGreaterThanOrEqual(0);
		expect(network.limit - network.linkWeight(LINK)).toBeGreaterThan(200);
		expect(network.weigh('')).toBe(0);
		expect(network.weigh('Two words')).toBeLessThan(network.weigh('Two words and more'));
	});

	it('has a mark of its own, drawn by lines', () => {
		expect(network.mark).toMatch(/^M[\d\s.,a-zA-Z-]+$/);
		expect(NETWORKS.filter(({ mark }) => mark === network.mark)).toHaveLength(1);
	});

	it('takes no other host for a post of its own', () => {
		const strange = new URL('https://evil.example/a/status/1/posts/2');
		expect(network.postAddress(strange, 'mastodon.example')).toBeNull();
	});
});

describe('the public address of a post', () => {
	it.each<[NetworkKey, string, string | null]>([
		[
			'linkedin',
			'https://linkedin.com/posts/ada_words-activity-7?utm_source=share#x',
			'https://www.linkedin.com/posts/ada_words-activity-7',
		],
		[
			'linkedin',
			'https://www.linkedin.com/feed/update/urn:li:activity:71/',
			'https://www.linkedin.com/feed/update/urn:li:activity:71',
		],
		['linkedin', 'https://www.linkedin.com/in/ada', null],
		['x', 'https://twitter.com/ada/status/12?s=20', 'https://x.com/ada/status/12'],
		['x', 'https://x.com/ada', null],
		[
			'facebook',
			'https://m.facebook.com/ada/posts/99?ref=x',
			'https://www.facebook.com/ada/posts/99',
		],
		[
			'facebook',
			'https://www.facebook.com/permalink.php?story_fbid=pf1&id=2&junk=3',
			'https://www.facebook.com/permalink.php?story_fbid=pf1&id=2',
		],
		['facebook', 'https://www.facebook.com/permalink.php?junk=3', null],
		['facebook', 'https://www.facebook.com/ada', null],
		[
			'bluesky',
			'https://bsky.app/profile/ada.bsky.social/post/3k?x=1',
			'https://bsky.app/profile/ada.bsky.social/post/3k',
		],
		['mastodon', 'https://mastodon.example/@ada/113/', 'https://mastodon.example/@ada/113'],
		['whatsapp', 'https://wa.me/123', null],
		['email', 'https://mail.example/1', null],
	])('on %s: %s', (key, pasted, plain) => {
		expect(BY_KEY[key].postAddress(new URL(pasted), 'mastodon.example')).toBe(plain);
	});

	it('on Mastodon needs to know the server', () => {
		const post = new URL('https://mastodon.example/@ada/113');
		expect(BY_KEY.mastodon.postAddress(post)).toBeNull();
	});
});

describe('a Mastodon server', () => {
	it.each([
		['mastodon.social', 'mastodon.social'],
		[' https://Mastodon.social/@me ', 'mastodon.social'],
		['@me@mastodon.social', 'mastodon.social'],
		['me@social.example.org', 'social.example.org'],
		['http://mastodon.social', null],
		['https://user@mastodon.social', null],
		['mastodon.social:8443', null],
		['localhost', null],
		['127.0.0.1', null],
		['', null],
		['javascript://x', null],
		['two words', null],
	])('written as %j is %j', (written, host) => {
		expect(mastodonServer(written)).toBe(host);
	});

	it('is where its composer is, the largest one unless it is known', () => {
		const composed = { text: 'Hi', link: LINK };
		expect(BY_KEY.mastodon.composer(composed)).toMatch(/^https:\/\/mastodon\.social\/share\?/);
		expect(BY_KEY.mastodon.composer({ ...composed, server: 'a.example' })).toMatch(
			/^https:\/\/a\.example\/share\?text=Hi%20https/,
		);
	});
});

describe('a name', () => {
	it('of a network that nobody knows is its key', () => {
		expect(networkName('forum')).toBe('forum');
		expect(isNetworkKey('constructor')).toBe(false);
	});
});
