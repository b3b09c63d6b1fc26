import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { pseudonymsOf } from './pseudonyms.ts';

it('a pseudonym is a keyed hash: the same in a contest, another one in the next and under another secret', () => {
	const here = pseudonymsOf('secret', 'c1');
	const real = createHmac('sha256', 'secret').update('replay:c1:p-anna').digest('hex');
	expect(here.person('anna')).toBe(`p-${real.slice(0, 20)}`);
	expect(pseudonymsOf('secret', 'c1').person('anna')).toBe(here.person('anna'));
	const others = [
		pseudonymsOf('secret', 'c2').person('anna'),
		pseudonymsOf('another', 'c1').person('anna'),
		here.person('bo'),
		here.team('anna').replace('t-', 'p-'),
	];
	expect(others).not.toContain(here.person('anna'));
});

it('a visitor has another name at every link, so that nobody is followed from one person’s link to another’s', () => {
	const { visitor } = pseudonymsOf('secret', 'c1');
	expect(visitor('l1', 'v')).toBe(visitor('l1', 'v'));
	expect(visitor('l1', 'v')).not.toBe(visitor('l2', 'v'));
});
