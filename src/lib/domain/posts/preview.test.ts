import { describe, expect, it } from 'vitest';
import { NETWORK_KEYS } from '../networks/networks.ts';
import { previewOn } from './preview.ts';

const story = {
	title: 'Bread',
	summary: 'Four ovens.',
	url: 'https://www.example.com/bread',
	hashtags: ['OwnVoice', 'Bread'],
	copy: [
		{ network: 'x', language: '', text: 'Short. #bread' },
		{ network: 'x', language: 'sv', text: 'Kort.' },
		{ network: 'linkedin', language: '', text: 'A longer one that goes on.' },
	],
};

describe('how a story looks on a network', () => {
	it('is its own text there, in the reader’s language, with the hashtags that it lacks', () => {
		expect(previewOn('x', story, null)).toMatchObject({
			text: 'Short. #bread\n\n#OwnVoice',
			language: '',
			host: 'example.com',
			limit: 280,
		});
		expect(previewOn('x', story, 'sv')).toMatchObject({
			text: 'Kort.\n\n#OwnVoice #Bread',
			language: 'sv',
		});
	});

	it('is another network’s short text, or the title, where it has none of its own', () => {
		expect(previewOn('mastodon', story, null).text).toContain('Short.');
		expect(previewOn('mastodon', { ...story, copy: [], hashtags: [] }, null).text).toBe('Bread');
	});

	it('says when it is too long there', () => {
		const long = { ...story, copy: [{ network: 'x', language: '', text: 'x'.repeat(300) }] };
		const { weight, limit } = previewOn('x', long, null);
		expect(weight).toBeGreaterThan(limit);
	});

	it.each(NETWORK_KEYS)('%s has one, even of a story without anything yet', (network) => {
		const empty = { ...story, title: '', summary: '', url: '', copy: [], hashtags: [] };
		expect(previewOn(network, empty, 'sv')).toMatchObject({ network, host: '', title: '' });
	});
});
