import { describe, expect, it } from 'vitest';
import { cardOf } from './card.ts';

describe('a card for link previews', () => {
	const post = {
		title: 'Northwind opens in Pune',
		summary: 'Two hundred new colleagues.',
		imageUrl: 'https://www.example.com/pune.jpg',
		url: 'https://www.example.com/pune?a=1&b=2',
	};

	it('says title, summary, image and the link’s own address', () => {
		const card = cardOf(post, 'https://laurel.example.com/r/abcd2345');
		expect(card).toContain('<meta property="og:title" content="Northwind opens in Pune">');
		expect(card).toContain(
			'<meta property="og:description" content="Two hundred new colleagues.">',
		);
		expect(card).toContain('<meta property="og:image" content="https://www.example.com/pune.jpg">');
		expect(card).toContain(
			'<meta property="og:url" content="https://laurel.example.com/r/abcd2345">',
		);
		expect(card).toContain('href="https://www.example.com/pune?a=1&amp;b=2"');
	});

	it('shows a picture of our own at the portal’s own address, and none where that is not known', () => {
		const own = { ...post, imageUrl: '/pictures/01900000-0000-7000-8000-000000000000' };
		expect(cardOf(own, 'https://laurel.example.com/r/abcd2345')).toContain(
			'<meta property="og:image" content="https://laurel.example.com/pictures/01900000-0000-7000-8000-000000000000.jpg">',
		);
		expect(cardOf(own, '/r/abcd2345')).not.toContain('og:image');
		for (const imageUrl of ['//elsewhere.example/p.png', '/r/abcd2345', 'pictures/1'])
			expect(cardOf({ ...post, imageUrl }, 'https://x.example/r/a')).not.toContain('og:image');
	});

	it('leaves out what the post does not have', () => {
		const card = cardOf({ ...post, summary: null, imageUrl: null }, 'https://x.example/r/a');
		expect(card).not.toContain('og:description');
		expect(card).not.toContain('og:image');
	});

	it('escapes whatever people wrote, and takes no image that is not on the web', () => {
		const card = cardOf(
			{ ...post, title: '</title><script>"x"</script>', imageUrl: 'javascript:alert(1)' },
			'https://x.example/r/a"><script>',
		);
		expect(card).not.toMatch(/<script/i);
		expect(card).not.toContain('javascript:');
	});

	it('links to no address that is not on the web, and says nothing that the post leaves empty', () => {
		const card = cardOf(
			{ ...post, url: 'javascript:alert(1)', summary: '' },
			'https://x.example/r/a',
		);
		expect(card).not.toContain('<a ');
		expect(card).not.toContain('description');
		expect(card).toContain('summary_large_image');
	});
});
