import type { OutsideCode } from '../outside/failure.ts';
import type { WebhookType } from './registry.ts';

/** Why nothing is sent: by a person, after long failure, or because the receiver said so (410). */
export const PAUSES = ['person', 'failing', 'gone'] as const;
export type Pause = (typeof PAUSES)[number];

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A webhook as admins and programs see it, without its secrets. Instants are RFC 3339 in UTC. */
export type WebhookView = {
	id: string;
	url: string;
	description: string;
	events: WebhookType[];
	createdAt: string;
	/** Null while it is sent to. */
	paused: { at: string; because: Pause } | null;
	lastDeliveredAt: string | null;
	/** Failed attempts since the last one that was delivered. */
	failures: number;
	/** How many deliveries wait. */
	waiting: number;
	/** Until when the secrets before the newest one sign too; null when there is only one. */
	oldSecretsEndAt: string | null;
};

/** One attempt: a status, or why there was none. */
export type AttemptView = {
	at: string;
	status: number | null;
	failure: OutsideCode | null;
	durationMs: number;
	/** The first kilobyte of the answer. */
	answer: string;
};

/** One message to one webhook. */
export type DeliveryView = {
	id: string;
	/** `webhook-id`: the same in every attempt. */
	message: string;
	type: WebhookType;
	state: DeliveryState;
	at: string;
	/** When it is tried next; null when it is not. */
	nextAt: string | null;
	attempts: AttemptView[];
};
