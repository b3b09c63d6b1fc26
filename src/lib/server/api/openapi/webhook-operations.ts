import { createWebhook } from '../../webhooks/create.ts';
import { deleteWebhook } from '../../webhooks/delete.ts';
import { listDeliveries, listWebhooks, readWebhook } from '../../webhooks/queries.ts';
import { resendDelivery } from '../../webhooks/resend.ts';
import { rotateWebhookSecret } from '../../webhooks/rotate-secret.ts';
import { testWebhook } from '../../webhooks/test.ts';
import { updateWebhook } from '../../webhooks/update.ts';
import * as answers from './answers.ts';
import type { Operation } from './operation.ts';

const ofId = { id: 'id' };
const ofWebhook = { id: 'webhook' };

/** The routes by which other systems have themselves told of what happens. */
export const WEBHOOK_OPERATIONS: readonly Operation[] = [
	{
		...{ method: 'get', path: '/webhooks', verb: listWebhooks },
		summary: 'List the webhooks with their health',
		answers: { 200: { description: 'All of them', schema: answers.webhooksSchema } },
	},
	{
		...{ method: 'post', path: '/webhooks', verb: createWebhook },
		summary: 'Have an address told of what happens',
		description: 'Signed as Standard Webhooks 1.0 have it; what is sent stands under Webhooks.',
		example: { url: 'https://crm.example.com/laurel', events: ['contest.final', 'prize.won'] },
		answers: { 201: { description: 'Its id and secret', schema: answers.webhookMadeSchema } },
	},
	{
		...{ method: 'get', path: '/webhooks/{id}', verb: readWebhook, inPath: ofId },
		summary: 'Read a webhook',
		answers: { 200: { description: 'The webhook', schema: answers.webhookSchema } },
		refusals: [404],
	},
	{
		...{ method: 'patch', path: '/webhooks/{id}', verb: updateWebhook, inPath: ofId },
		summary: 'Change, pause or resume a webhook',
		description: 'What happens while it is paused waits, and is sent when it goes on.',
		example: { paused: false },
		answers: { 200: { description: 'The webhook as it is now', schema: answers.webhookSchema } },
		refusals: [404],
	},
	{
		...{ method: 'delete', path: '/webhooks/{id}', verb: deleteWebhook, inPath: ofId },
		summary: 'End a webhook; its log goes with it',
		answers: { 204: { description: 'Ended' } },
		refusals: [404],
	},
	{
		...{ method: 'post', path: '/webhooks/{id}/rotate', verb: rotateWebhookSecret, inPath: ofId },
		summary: 'Give a webhook a new secret',
		description: 'The ones before sign along for `hours` more.',
		example: { hours: 24 },
		answers: { 200: { description: 'The new secret', schema: answers.rotatedSchema } },
		refusals: [404],
	},
	{
		...{ method: 'post', path: '/webhooks/{id}/test', verb: testWebhook, inPath: ofId },
		summary: 'Send a test',
		description: 'Whatever it listens to, and also while it is paused.',
		answers: { 202: { description: 'It is on its way', schema: answers.testedSchema } },
		refusals: [404],
	},
	{
		...{
			method: 'get',
			path: '/webhooks/{id}/deliveries',
			verb: listDeliveries,
			inPath: ofWebhook,
		},
		summary: 'Read what a webhook was sent in the last 30 days, and what came of it',
		inQuery: ['limit', 'cursor'],
		answers: { 200: { description: 'A page, newest first', schema: answers.deliveriesSchema } },
		refusals: [404],
	},
	{
		method: 'post',
		path: '/webhooks/{id}/deliveries/{delivery}/resend',
		verb: resendDelivery,
		inPath: { ...ofWebhook, delivery: 'delivery' },
		summary: 'Send a delivery again, under the same webhook-id',
		answers: { 202: { description: 'It is on its way', schema: answers.madeSchema } },
		refusals: [404],
	},
];
