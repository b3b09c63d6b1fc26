import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { targetOf } from './target.ts';

const utm = { source: 'linkedin', campaign: 'autumn-sprint', content: 'abcd2345' };
const ALL =
	'utm_source=linkedin&utm_medium=advocacy&utm_campaign=autumn-sprint&utm_content=abcd2345';
const filled = (address: string) => {
	const target = targetOf(address, utm);
	return target && `${target.before}ID${target.after}`;
};

describe('a link’s target', () => {
	it.each([
		['https://example.com', `https://example.com/?${ALL}&lrl=ID`],
		['https://example.com/a?', `https://example.com/a?${ALL}&lrl=ID`],
		['https://example.com/a?x=1&y', `https://example.com/a?x=1&y&${ALL}&lrl=ID`],
		['http://example.com/a#part-2', `http://example.com/a?${ALL}&lrl=ID#part-2`],
		[
			'https://example.com/a?x=%20b+c#/route?z=1',
			`https://example.com/a?x=%20b+c&${ALL}&lrl=ID#/route?z=1`,
		],
		['https://bücher.example/ß', `https://xn--bcher-kva.example/%C3%9F?${ALL}&lrl=ID`],
	])('of %s is %s', (address, expected) => {
		expect(filled(address)).toBe(expected);
	});

	it('never overwrites a UTM that the address has, however it is written', () => {
		expect(filled('https://example.com/?utm_source=newsletter&utm%5Fmedium=mail')).toBe(
			'https://example.com/?utm_source=newsletter&utm%5Fmedium=mail&utm_campaign=autumn-sprint&utm_content=abcd2345&lrl=ID',
		);
		expect(filled('https://example.com/?UTM_Campaign=&utm_content=x')).toBe(
			'https://example.com/?UTM_Campaign=&utm_content=x&utm_source=linkedin&utm_medium=advocacy&lrl=ID',
		);
	});

	it('puts the click’s id in the place of one that was pasted along', () => {
		expect(filled('https://example.com/?lrl=old&x=1')).toBe(
			`https://example.com/?x=1&${ALL}&lrl=ID`,
		);
	});

	it.each([
		'javascript:alert(1)',
		'data:text/html,x',
		'ftp://example.com/',
		'//example.com',
		'x',
		'',
	])('of %j is none', (address) => {
		expect(targetOf(address, utm)).toBeNull();
	});

	it('keeps host, path, own query and fragment of any address, and is safe in a header', () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
				const target = filled(address);
				if (target === null) throw new Error('no target');
				const [before, after] = [new URL(address), new URL(target)];
				expect(after.host).toBe(before.host);
				expect(after.pathname).toBe(before.pathname);
				expect(after.hash).toBe(before.hash);
				expect(after.searchParams.get('lrl')).toBe('ID');
				for (const [name, value] of before.searchParams) {
					if (name.toLowerCase() !== 'lrl')
						expect(after.searchParams.getAll(name)).toContain(value);
				}
				expect(target).toMatch(/^[\x21-\x7e]+$/);
			}),
		);
	});
});
