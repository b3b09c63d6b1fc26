import { imageAddressSchema, webAddressSchema } from '../../posts/address.ts';
import type { ImportKind } from '../kind.ts';

/** Stories worth sharing. A post whose id is known stays as it is. */
export const posts: ImportKind = {
	columns: [
		{
			key: 'externalId',
			synonyms: ['id', 'postid', 'contentid', 'storyid'],
			needed: true,
			example: 'story-4',
		},
		{
			key: 'title',
			synonyms: ['headline', 'name', 'subject', 'post'],
			needed: true,
			example: 'We opened in Oslo',
		},
		{
			key: 'url',
			synonyms: ['link', 'address', 'href', 'posturl', 'contenturl'],
			needed: true,
			example: 'https://example.com/oslo',
		},
		{
			key: 'category',
			synonyms: ['topic', 'channel', 'section'],
			needed: true,
			fixable: true,
			example: 'News',
		},
		{ key: 'summary', synonyms: ['description', 'text', 'excerpt'], example: '' },
		{ key: 'imageUrl', synonyms: ['image', 'picture', 'thumbnail'], example: '' },
		{
			key: 'publishedAt',
			synonyms: ['published', 'date', 'createdat', 'publishdate'],
			example: '2026-10-01',
		},
		{ key: 'expiresAt', synonyms: ['expires', 'expiry', 'until'], example: '' },
		{ key: 'teams', synonyms: ['team', 'audience'], fixable: true, example: '' },
	],
	oneOf: [],
	read(line) {
		const externalId = line.text('externalId', { max: 200, needed: true });
		const title = line.text('title', { max: 300, needed: true });
		const url = line.text('url', { max: 2000, needed: true });
		if (url !== null && !webAddressSchema.safeParse(url).success)
			line.refuse('url', 'not_web_address');
		const category = line.text('category', { max: 100, needed: true });
		const summary = line.text('summary', { max: 2000 });
		const imageUrl = line.text('imageUrl', { max: 2000 });
		if (imageUrl !== null && !imageAddressSchema.safeParse(imageUrl).success)
			line.refuse('imageUrl', 'not_web_address');
		const publishedAt = line.instant('publishedAt', { needed: false });
		const expiresAt = line.instant('expiresAt', { needed: false });
		const teams = (line.text('teams', { max: 2000 }) ?? '').split(/[;|]/).map((one) => one.trim());
		if (externalId === null || title === null || url === null || category === null) return [];
		return [
			{
				...{ type: 'post', externalId, title, url, category },
				...(summary === null ? {} : { summary }),
				...(imageUrl === null ? {} : { imageUrl }),
				...(publishedAt === null ? {} : { publishedAt }),
				...(expiresAt === null ? {} : { expiresAt }),
				teams: [...new Set(teams.filter(Boolean))],
			},
		];
	},
};
