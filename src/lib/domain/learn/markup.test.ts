import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markup, type Block } from './markup.ts';

const text = (t: string) => ({ kind: 'text', text: t });

test('headings, paragraphs and lists are read', () => {
	expect(
		markup('# One\n## Two\n### Three\nfirst\nsecond\n\nthird\n- a\n* b\n1. c\n2) d\n\n- e'),
	).toEqual([
		{ kind: 'heading', level: 2, inlines: [text('One')] },
		{ kind: 'heading', level: 2, inlines: [text('Two')] },
		{ kind: 'heading', level: 3, inlines: [text('Three')] },
		{ kind: 'paragraph', inlines: [text('first'), text(' '), text('second')] },
		{ kind: 'paragraph', inlines: [text('third')] },
		{ kind: 'list', ordered: false, items: [[text('a')], [text('b')]] },
		{ kind: 'list', ordered: true, items: [[text('c')], [text('d')]] },
		{ kind: 'list', ordered: false, items: [[text('e')]] },
	]);
});

test('strong, emphasis and links are read within a line', () => {
	expect(
		markup('a **b** *c* [d](https://e.example/f) [g](/learn) [h](mailto:i@j.example)'),
	).toEqual([
		{
			kind: 'paragraph',
			inlines: [
				text('a '),
				{ kind: 'strong', text: 'b' },
				text(' '),
				{ kind: 'em', text: 'c' },
				text(' '),
				{ kind: 'link', text: 'd', href: 'https://e.example/f' },
				text(' '),
				{ kind: 'link', text: 'g', href: '/learn' },
				text(' '),
				{ kind: 'link', text: 'h', href: 'mailto:i@j.example' },
			],
		},
	]);
});

test.each([
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'[a](javascript:alert)',
	'[a](data:text/html,x)',
	'[a](//evil.example)',
	'[a](/\\evil.example)',
	'[a](https://user:secret@b.example/)',
	'[a](not an address)',
	'**unclosed',
])('%s is text', (source) => {
	const [block, ...others] = markup(source);
	expect(others).toEqual([]);
	expect(block).toEqual({ kind: 'paragraph', inlines: [text(source)] });
});

const inlinesOf = (block: Block) => (block.kind === 'list' ? block.items.flat() : block.inlines);

test('whatever is written, a link leads only to a safe address', () => {
	const part = fc.constantFrom(
		'[',
		']',
		'(',
		')',
		'*',
		'**',
		'#',
		'- ',
		'\n',
		'javascript:',
		'https://a.b',
		'/',
		'\\',
		' ',
		'x',
	);
	fc.assert(
		fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
			for (const inline of markup(parts.join('')).flatMap(inlinesOf)) {
				if (inline.kind === 'link')
					expect(inline.href).toMatch(/^(https?:\/\/|mailto:|\/(?![/\\]))/);
			}
		}),
	);
});

test('100 kB of marks that never close are read at once', () => {
	expect(markup('*[('.repeat(33_000)).length).toBe(1);
	expect(markup('**a\n'.repeat(20_000)).length).toBe(1);
});
