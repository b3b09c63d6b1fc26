import { describe, expect, it } from 'vitest';
import {
	bodySchema,
	LISTENED,
	listenedSchema,
	WEBHOOK_EVENTS,
	webhookBody,
	type WebhookType,
} from './registry.ts';

const TYPES = Object.keys(WEBHOOK_EVENTS) as WebhookType[];
const AT = new Date('2027-03-01T12:00:00Z');

describe.each(TYPES)('an event of the kind %s', (type) => {
	const { data, example, summary } = WEBHOOK_EVENTS[type];

	it('has an example that its schema takes, and a sentence', () => {
		expect(data.parse(example)).toEqual(example);
		expect(summary).toMatch(/\.$/);
		expect(
			bodySchema(type).safeParse({ type, timestamp: AT.toISOString(), data: example }).success,
		).toBe(true);
	});

	it('is sent as type, timestamp and data', () => {
		expect(JSON.parse(webhookBody(type, AT, example as never))).toEqual({
			type,
			timestamp: '2027-03-01T12:00:00.000Z',
			data: example,
		});
	});

	it('carries nothing that nobody knows of', () => {
		expect(() => webhookBody(type, AT, { ...example, e_mail: 'x' } as never)).toThrow();
	});
});

describe('what a webhook listens to', () => {
	it('is one kind or more, each once, and no test', () => {
		expect(LISTENED).not.toContain('test');
		expect(listenedSchema.parse(['prize.won', 'prize.won'])).toEqual(['prize.won']);
		for (const wrong of [[], ['test'], ['toString'], 'prize.won'])
			expect(listenedSchema.safeParse(wrong).success).toBe(false);
	});
});
