import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GUARD } from '../../context.ts';
import { openApiDocument, scopeOf } from './document.ts';
import { OPERATIONS } from './operations.ts';

type Json = Record<string, never>;
const document = openApiDocument() as {
	paths: Record<string, Record<string, Record<string, never>>>;
};
const at = (path: string, method: string) => document.paths[path]?.[method] as unknown as Json;
const body = (path: string, method = 'post') =>
	(at(path, method) as never as { requestBody: { content: Record<string, { schema: Json }> } })
		.requestBody.content['application/json']!.schema as unknown as {
		properties: Record<string, { type?: string; items?: { oneOf?: object[] } }>;
		required: string[];
		additionalProperties: boolean;
	};

describe('the API’s description', () => {
	it('is a valid OpenAPI 3.1 document to a public validator', async () => {
		const result = await new Validator().validate(
			JSON.parse(JSON.stringify(document)) as Record<string, unknown>,
		);
		expect(result.errors ?? []).toEqual([]);
		expect(result.valid).toBe(true);
	});

	it('names every route that there is, and no other', () => {
		const folder = new URL('../../../../routes/api/v1', import.meta.url).pathname;
		const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('+server.ts'))
			.map((file) => `/${file.slice(0, -'/+server.ts'.length).replace(/\[(\w+)\]/g, '{$1}')}`)
			.filter((path) => path !== '/openapi.json');
		expect(Object.keys(document.paths).sort()).toEqual(files.sort());
	});

	it('gives each operation an id of its own', () => {
		const ids = OPERATIONS.map(({ path, method }) => String(at(path, method).operationId));
		expect(new Set(ids).size).toBe(ids.length);
	});

	it('says which scope each needs, and that a webhook needs no token', () => {
		const scopes = OPERATIONS.map((operation) => [
			`${operation.method} ${operation.path}`,
			scopeOf(operation),
		]);
		expect(Object.fromEntries(scopes)).toMatchObject({
			...{ 'put /people': 'admin', 'post /events': 'events', 'post /hooks/{source}': null },
			'get /contests/{slug}/standings': 'read',
			...{ 'get /people': 'read', 'get /events': 'read' },
		});
		expect(at('/events', 'post').security).toEqual([{ token: [] }]);
		expect(at('/hooks/{source}', 'post').security).toEqual([]);
	});

	it('asks in the body for the verb’s own fields, and in the path for what stands there', () => {
		const adjustment = body('/contests/{slug}/adjustments');
		expect(Object.keys(adjustment.properties).sort()).toEqual([
			'at',
			'externalId',
			'person',
			'points',
			'reason',
		]);
		expect(adjustment.required).toEqual(['person', 'points', 'reason']);
		expect(adjustment.additionalProperties).toBe(false);
		expect(at('/contests/{slug}/adjustments', 'post').parameters).toMatchObject([
			{ name: 'slug', in: 'path', required: true },
		]);
	});

	it('shows the three kinds of event, and people by their fields', () => {
		expect(body('/events').properties.events?.items?.oneOf).toHaveLength(3);
		expect(body('/people', 'put').properties.people?.type).toBe('array');
	});

	it('shows a body for every operation that takes one, which its verb would take', () => {
		for (const {
			method,
			path,
			verb,
			example,
			body: given,
			inPath = {},
			hidden = [],
		} of OPERATIONS) {
			const taken = at(path, method).requestBody;
			const needed = ((taken as never as { content?: never }) ?? null) !== null;
			expect([path, example !== undefined || path.endsWith('/finalize')]).toEqual([path, needed]);
			if (!example) continue;
			const fields: Record<string, unknown> = Object.fromEntries(
				Object.values(inPath).map((field) => [field, '01900000-0000-7000-8000-000000000000']),
			);
			for (const field of hidden) fields[field] = {};
			const schema = given ?? verb[GUARD].input;
			const result = schema.safeParse(given ? example : { ...fields, ...example });
			expect([path, result.error?.issues]).toEqual([path, undefined]);
		}
	});

	it('never asks a program for a password', () => {
		expect(JSON.parse(JSON.stringify(document)) as Record<string, unknown>).not.toContain(
			'password',
		);
	});
});
