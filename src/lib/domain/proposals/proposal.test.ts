import { expect, test } from 'vitest';
import { proposalSchema } from './proposal.ts';

const input = { title: 'A title', url: 'https://example.com/a', text: '', why: 'Because.' };

test('an address, a text or both are a suggestion', () => {
	expect(proposalSchema.parse(input)).toEqual({ ...input, text: null });
	expect(proposalSchema.parse({ ...input, url: '  ', text: 'T' })).toMatchObject({ url: null });
	expect(proposalSchema.safeParse({ ...input, url: '' }).error?.issues[0]?.path).toEqual(['url']);
});

test.each([
	['a script', { url: 'javascript:alert(1)' }],
	['credentials', { url: 'https://user:secret@example.com/' }],
	['a file', { url: 'file:///etc/passwd' }],
	['a bidirectional override', { title: 'abc\u202edef' }],
	['100 kB', { text: 'x'.repeat(100_000) }],
	['no reason', { why: ' ' }],
	['half a character', { why: '\ud83d' }],
])('%s is refused', (_, bad) => {
	expect(proposalSchema.safeParse({ ...input, ...bad }).success).toBe(false);
});
