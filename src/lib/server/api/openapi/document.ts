import { z } from 'zod';
import { bodySchema, WEBHOOK_EVENTS, type WebhookType } from '#lib/domain/webhooks/registry.ts';
import { PERMISSIONS } from '#lib/domain/people/permissions.ts';
import { GUARD } from '../../context.ts';
import { problemSchema } from './answers.ts';
import type { Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

type Json = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is; what it turns values into is none of a sender's business. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
	const made = z.toJSONSchema(schema, {
		io,
		unrepresentable: 'any',
		override({ jsonSchema: json }) {
			// The format says the same in words that a person reads.
			if (json.format === 'date-time') delete json.pattern;
		},
	}) as Json;
	delete made.$schema;
	return made;
}

/** Standard Webhooks 1.0. */
const SIGNED_HEADERS = {
	'webhook-id': 'Names the message: the same in every attempt.',
	'webhook-timestamp': 'When this attempt was made, in seconds since 1970.',
	'webhook-signature': 'v1, and base64 of HMAC-SHA-256; several with spaces between.',
};

const REFUSALS: Record<number, string> = {
	401: 'No token, or one that is wrong, over or revoked',
	403: 'The token has not the scope',
	404: 'There is no such thing',
	409: 'It conflicts with what is there',
	413: 'The body is larger than 8 MB, as it came or unpacked',
	415: 'The body is not application/json, or packed other than by gzip, deflate or br',
	422: 'Something is not right; `errors` says where',
	429: 'Too many requests with this token',
};

const problemAnswer = (status: number): Json => ({
	description: REFUSALS[status],
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
	...(status === 429 ? { headers: { 'Retry-After': { schema: { type: 'integer' } } } } : {}),
});

/** The scope that a verb's permission asks of a token; null where it needs none. */
export function scopeOf(operation: Operation): string | null {
	const grant: object = PERMISSIONS[operation.verb[GUARD].permission];
	return 'scope' in grant ? String(grant.scope) : null;
}

function parametersOf(operation: Operation, properties: Json, required: string[]): Json[] {
	const { inPath = {}, inQuery = [], headers = {} } = operation;
	const named = (name: string, place: string, schema: unknown, needed: boolean): Json => ({
		...{ name, in: place, required: needed, schema: schema ?? { type: 'string' } },
	});
	return [
		...Object.entries(inPath).map(([name, field]) => named(name, 'path', properties[field], true)),
		...inQuery.map((name) => named(name, 'query', properties[name], required.includes(name))),
		...Object.entries(headers).map(([name, description]) => ({
			...named(name, 'header', null, true),
			description,
		})),
	];
}

/** The body: the verb's own fields, without those that stand elsewhere; null where nothing is left. */
function bodyOf(operation: Operation, input: Json): Json | null {
	if (operation.body) return jsonSchema(operation.body, 'input');
	const { inPath = {}, inQuery = [], hidden = [] } = operation;
	const elsewhere = new Set([...Object.values(inPath), ...inQuery, ...hidden]);
	const properties = Object.entries((input.properties ?? {}) as Json);
	const left = properties.filter(([name]) => !elsewhere.has(name));
	if (properties.length > 0 && left.length === 0) return null;
	const required = ((input.required ?? []) as string[]).filter((name) => !elsewhere.has(name));
	return {
		...input,
		...(properties.length > 0 ? { properties: Object.fromEntries(left) } : {}),
		...(required.length > 0 ? { required } : { required: undefined }),
	};
}

const filesOf = (types: readonly string[]) =>
	Object.fromEntries(types.map((type) => [type, { schema: { type: 'string' } }]));

function describe(operation: Operation): Json {
	const { name, input: schema } = operation.verb[GUARD];
	const input = jsonSchema(schema, 'input');
	const parameters = parametersOf(
		operation,
		(input.properties ?? {}) as Json,
		(input.required ?? []) as string[],
	);
	const bodiless = operation.method === 'get' || operation.method === 'delete';
	const body = bodiless ? null : bodyOf(operation, input);
	const scope = scopeOf(operation);
	const refusals = [
		...[401, ...(scope ? [403, 429] : []), ...(body ? [413, 415] : []), 422],
		...(operation.refusals ?? []),
	];
	const good = Object.entries(operation.answers).map(([status, answer]) => [
		status,
		{
			description: answer.description,
			...(answer.types ? { content: filesOf(answer.types) } : {}),
			...(answer.schema
				? { content: { 'application/json': { schema: jsonSchema(answer.schema, 'output') } } }
				: {}),
		},
	]);
	return {
		operationId: name,
		summary: operation.summary,
		...(operation.description ? { description: operation.description } : {}),
		...(scope
			? { description: [operation.description, `Scope: ${scope}.`].filter(Boolean).join(' ') }
			: {}),
		security: scope ? [{ token: [] }] : [],
		...(parameters.length > 0 ? { parameters } : {}),
		...(body
			? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
			: {}),
		responses: Object.fromEntries([
			...good,
			...refusals.map((status) => [String(status), problemAnswer(status)]),
		]),
	};
}

/** What Laurel sends to others, by kind of event: OpenAPI 3.1 has a place of its own for it. */
function describedWebhooks(): Json {
	const kinds = Object.keys(WEBHOOK_EVENTS) as WebhookType[];
	const described = kinds.map((type): [string, Json] => {
		const { summary, example } = WEBHOOK_EVENTS[type];
		const timestamp = '2027-03-01T12:00:00.000Z';
		const content = { schema: jsonSchema(bodySchema(type), 'output') };
		const post = {
			operationId: `on.${type}`,
			summary,
			parameters: Object.entries(SIGNED_HEADERS).map(([name, description]) => ({
				...{ name, in: 'header', required: true, description, schema: { type: 'string' } },
			})),
			requestBody: {
				required: true,
				content: {
					'application/json': { ...content, example: { type, timestamp, data: example } },
				},
			},
			responses: {
				'2XX': { description: 'Taken. Anything else is sent again later.' },
				'410': { description: 'Nothing more, ever: the webhook is paused.' },
			},
		};
		return [type, { post }];
	});
	return Object.fromEntries(described);
}

/** The public API as an OpenAPI 3.1 document, made from the schemas and permissions by which the verbs themselves judge. */
export function openApiDocument(): Json {
	const paths: Record<string, Json> = {};
	for (const operation of OPERATIONS) {
		(paths[operation.path] ??= {})[operation.method] = describe(operation);
	}
	return {
		openapi: '3.1.1',
		info: {
			title: 'Laurel',
			version: '1',
			description:
				'Contests, scored on what posts bring. Times are RFC 3339, answered in UTC with milliseconds; money is a decimal string with an ISO 4217 currency.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: '/api/v1' }],
		paths,
		webhooks: describedWebhooks(),
		components: {
			securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
			schemas: { Problem: jsonSchema(problemSchema, 'output') },
		},
	};
}
