import { expect, it } from 'vitest';
import { readOperations } from './reading.ts';

it('every operation reads in lines: where it is, what it takes, an example, and what it answers', () => {
	const operations = readOperations();
	expect(operations.length).toBeGreaterThan(10);
	const standings = operations.find(({ path }) => path.endsWith('/standings'));
	expect(standings).toMatchObject({ method: 'GET', scope: 'read', body: [], example: null });
	expect(standings?.parameters.map(({ path, note }) => [path, note.split(' · ')[0]])).toEqual([
		['slug', 'path'],
		['audience', 'query'],
		['limit', 'query'],
		['cursor', 'query'],
	]);
	expect(standings?.answers[0]?.fields.map(({ path }) => path)).toContain('rows[].person.name');
	const hook = operations.find(({ path }) => path.endsWith('/hooks/{source}'));
	expect(hook?.scope).toBeNull();
	expect(hook?.parameters.map(({ path, note }) => [path, note.split(' · ')[0]])).toContainEqual([
		'webhook-signature',
		'header',
	]);
	expect(JSON.parse(hook?.example ?? '')).toMatchObject({ events: [{}, {}] });
});
