import { expect, it } from 'vitest';
import { nextId } from './again.ts';

it('counts how often an id came anew', () => {
	expect(nextId('lead-17')).toBe('lead-17⟲2');
	expect(nextId('lead-17⟲2')).toBe('lead-17⟲3');
	expect(nextId('a\nb⟲9')).toBe('a\nb⟲10');
});
