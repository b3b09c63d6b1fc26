import { z } from 'zod';
import type { WebhookEvent } from './event.ts';
import { ambassadorAnnounced } from './events/ambassador-announced.ts';
import { badgeAwarded } from './events/badge-awarded.ts';
import { contestEnded } from './events/contest-ended.ts';
import { contestFinal } from './events/contest-final.ts';
import { contestFrozen } from './events/contest-frozen.ts';
import { contestStarted } from './events/contest-started.ts';
import { leaderChanged } from './events/leader-changed.ts';
import { prizeWon } from './events/prize-won.ts';
import { recognitionGiven } from './events/recognition-given.ts';
import { test } from './events/test.ts';

/** Every kind of event that is sent to other systems: one file and one line each. */
export const WEBHOOK_EVENTS = {
	'contest.started': contestStarted,
	'contest.frozen': contestFrozen,
	'contest.ended': contestEnded,
	'contest.final': contestFinal,
	'leader.changed': leaderChanged,
	'prize.won': prizeWon,
	'badge.awarded': badgeAwarded,
	'recognition.given': recognitionGiven,
	'ambassador.announced': ambassadorAnnounced,
	test,
} as const satisfies Record<string, WebhookEvent>;

export type WebhookType = keyof typeof WEBHOOK_EVENTS;

/** What a kind of event carries. */
export type WebhookData<K extends WebhookType> = z.output<(typeof WEBHOOK_EVENTS)[K]['data']>;

/** What a webhook can listen to: everything but tests, which go where they are asked for. */
export const LISTENED = (Object.keys(WEBHOOK_EVENTS) as WebhookType[]).filter(
	(type) => type !== 'test',
) as Exclude<WebhookType, 'test'>[];

export const listenedSchema = z
	.array(z.enum(LISTENED as [(typeof LISTENED)[number], ...typeof LISTENED]))
	.min(1, 'at least one event')
	.transform((types) => [...new Set(types)]);

/**
 * The body of a message, as it is signed and sent: `{type, timestamp, data}` (Standard Webhooks 1.0). Throws a ZodError when the
 * data is not the kind's.
 */
export function webhookBody<K extends WebhookType>(
	type: K,
	at: Date,
	data: WebhookData<K>,
): string {
	const schema: z.ZodType = WEBHOOK_EVENTS[type].data;
	return JSON.stringify({ type, timestamp: at.toISOString(), data: schema.parse(data) });
}

/** The schema of a kind's whole body, for the API's description. */
export function bodySchema(type: WebhookType): z.ZodType {
	return z.strictObject({
		type: z.literal(type),
		timestamp: z.iso.datetime().describe('When it happened: RFC 3339, UTC, milliseconds.'),
		data: WEBHOOK_EVENTS[type].data,
	});
}
