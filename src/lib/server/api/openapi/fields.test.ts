import { describe, expect, it } from 'vitest';
import { fieldsOf, type Schema } from './fields.ts';

const text: Schema = { type: 'string', maxLength: 200 };

describe('the fields of a schema', () => {
	it('are named with their type, limits, and whether they must be there', () => {
		const schema: Schema = {
			type: 'object',
			required: ['name'],
			properties: {
				name: text,
				at: { type: 'string', format: 'date-time', description: 'RFC 3339' },
				hours: { type: 'integer', minimum: 0, maximum: 9, default: 2, description: 'How long.' },
				least: { type: 'integer', minimum: 1 },
				exclude: { type: 'array', items: { type: 'string' }, maxItems: 5, default: [] },
				anything: {},
			},
		};
		expect(fieldsOf(schema)).toEqual([
			{ path: 'name', type: 'string', required: true, note: '≤ 200 characters' },
			{ path: 'at', type: 'RFC 3339', required: false, note: '' },
			{ path: 'hours', type: 'integer', required: false, note: 'How long. · 0 – 9 · default 2' },
			{ path: 'least', type: 'integer', required: false, note: '1 – …' },
			{ path: 'exclude', type: 'string[]', required: false, note: '≤ 5' },
			{ path: 'anything', type: 'any', required: false, note: '' },
		]);
	});

	it('go into lists, variants and named keys', () => {
		const schema: Schema = {
			type: 'object',
			properties: {
				events: {
					type: 'array',
					items: {
						oneOf: [
							{ type: 'object', properties: { type: { const: 'click' } }, required: ['type'] },
							{ type: 'object', properties: { type: { const: 'reading' } } },
						],
					},
				},
				teams: { anyOf: [{ type: 'string', enum: ['off', 'sum'] }, { type: 'object' }] },
				metrics: {
					type: 'object',
					propertyNames: { enum: ['click', 'like'] },
					additionalProperties: { type: 'object', properties: { points: { type: 'integer' } } },
				},
			},
		};
		expect(fieldsOf(schema).map(({ path, type, required }) => [path, type, required])).toEqual([
			['events', 'object[]', false],
			['events[].type', 'click', true],
			['events[].type', 'reading', false],
			['teams', 'off | sum | object', false],
			['metrics', 'object', false],
			['metrics.<click | like>.points', 'integer', false],
		]);
	});

	it('of anything but an object are none', () => {
		expect(fieldsOf({ type: 'string' })).toEqual([]);
		expect(fieldsOf({ type: 'object', additionalProperties: true })).toEqual([]);
	});
});
