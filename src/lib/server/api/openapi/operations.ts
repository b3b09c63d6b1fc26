import { z } from 'zod';
import { eventSchema } from '#lib/domain/events/event.ts';
import { createAdjustment } from '../../adjustments/create.ts';
import { readStandingsPage } from '../../boards/queries.ts';
import { createContest } from '../../contests/create.ts';
import { receiveHook } from '../../hooks/receive.ts';
import { createLink } from '../../links/create.ts';
import { upsertPeople } from '../../people/upsert.ts';
import { createPost } from '../../posts/create.ts';
import { previewStandings } from '../../previews/preview.ts';
import { finalizeContest } from '../../results/finalize.ts';
import { readResults } from '../../results/queries.ts';
import { createVoid } from '../../voids/create.ts';
import { liftVoid } from '../../voids/lift.ts';
import { MAX_EVENTS, recordEvents } from '../record-events.ts';
import * as answers from './answers.ts';
import type { Operation } from './operation.ts';
import { READS } from './reads.ts';
import { WEBHOOK_OPERATIONS } from './webhook-operations.ts';

const eventsBody = z.strictObject({ events: z.array(eventSchema).max(MAX_EVENTS) });
const ofContest = { slug: 'contest' };
const id = 'The sender’s own id: the same again changes nothing.';

const EVENTS = {
	events: [
		{
			...{ type: 'reading', id: 'li-77-2027-03-02', slug: 'abcd2345' },
			...{ at: '2027-03-02T08:00:00Z', metric: 'like', total: 12 },
		},
		{
			...{ type: 'conversion', id: 'crm-1042', click: '01900000-0000-7000-8000-000000000000' },
			...{ at: '2027-03-02T09:30:00Z', kind: 'lead', value: '1200.00', currency: 'EUR' },
		},
	],
};

/** Every route of the public API, in the order of its description; a test holds them against the routes' files. */
export const OPERATIONS: readonly Operation[] = [
	{
		...{ method: 'put', path: '/people', verb: upsertPeople },
		summary: 'Make people and change them',
		description: 'By external id. Teams, groups and offices are made as they are named.',
		example: {
			people: [
				{
					...{ externalId: 'mira', name: 'Mira Lind', email: 'mira@example.com', team: 'Sales' },
					...{ office: 'Malmö', groups: ['coordinators'] },
				},
			],
		},
		answers: { 200: { description: 'How many', schema: answers.upsertedSchema } },
	},
	{
		...{ method: 'post', path: '/posts', verb: createPost },
		summary: 'Add a story worth sharing',
		example: {
			title: 'How we cut our build to a minute',
			url: 'https://www.example.com/build',
			category: 'Company',
		},
		answers: { 201: { description: 'Its id', schema: answers.madeSchema } },
		refusals: [409],
	},
	{
		...{ method: 'post', path: '/links', verb: createLink },
		summary: 'Make a person’s tracked link to a post on a network',
		example: {
			person: 'mira',
			post: '01900000-0000-7000-8000-000000000000',
			network: 'linkedin',
		},
		answers: {
			200: { description: 'The link that was there', schema: answers.linkSchema },
			201: { description: 'The new link', schema: answers.linkSchema },
		},
		refusals: [404],
	},
	{
		...{ method: 'post', path: '/events', verb: recordEvents, body: eventsBody },
		summary: 'Send facts: clicks, readings, conversions',
		description: `At most ${MAX_EVENTS} in a call; all that are right are stored in one transaction. ${id}`,
		example: EVENTS,
		answers: { 200: { description: 'What became of them', schema: answers.eventsAnswerSchema } },
	},
	{
		...{ method: 'post', path: '/hooks/{source}', verb: receiveHook, body: eventsBody },
		summary: 'Send facts as a signed webhook',
		description:
			'Signed as Standard Webhooks have it, within five minutes; a message has one effect, however often it comes.',
		inPath: { source: 'source' },
		headers: {
			'webhook-id': 'Names the message for ever.',
			'webhook-timestamp': 'Seconds since 1970.',
			'webhook-signature': 'v1, and base64 of HMAC-SHA-256; several with spaces between.',
		},
		example: EVENTS,
		answers: { 200: { description: 'What became of them', schema: answers.eventsAnswerSchema } },
	},
	{
		...{ method: 'post', path: '/contests', verb: createContest },
		summary: 'Make a contest of rules and prizes',
		example: {
			name: 'Spring',
			...{ startsAt: '2027-03-01T00:00:00+01:00', endsAt: '2027-06-01T00:00:00+02:00' },
			timeZone: 'Europe/Stockholm',
			metrics: {
				click: { points: 1, dailyCap: 50 },
				like: { points: 2 },
				conversion: { points: 20 },
			},
			tieBreaks: ['clicks', 'earliest'],
			prizes: [{ kind: 'place', name: 'First', fromPlace: 1, value: '100.00', currency: 'EUR' }],
		},
		answers: { 201: { description: 'Its slug', schema: answers.contestMadeSchema } },
		refusals: [409],
	},
	{
		...{ method: 'get', path: '/contests/{slug}/standings', verb: readStandingsPage },
		summary: 'Read a contest’s table',
		inPath: ofContest,
		inQuery: ['audience', 'limit', 'cursor'],
		answers: { 200: { description: 'A page of it', schema: answers.standingsSchema } },
		refusals: [404],
	},
	{
		...{ method: 'post', path: '/contests/{slug}/preview', verb: previewStandings },
		summary: 'Read the table as it would be under other rules',
		description: 'Stores nothing.',
		inPath: ofContest,
		inQuery: ['limit', 'cursor'],
		hidden: ['page'],
		example: {
			rules: {
				...{ startsAt: '2027-03-01T00:00:00+01:00', endsAt: '2027-06-01T00:00:00+02:00' },
				timeZone: 'Europe/Stockholm',
				metrics: { click: { points: 2 } },
			},
		},
		answers: { 200: { description: 'A page of it', schema: answers.standingsSchema } },
		refusals: [404],
	},
	{
		...{ method: 'post', path: '/contests/{slug}/adjustments', verb: createAdjustment },
		summary: 'Give or take points of a person, with a reason',
		inPath: ofContest,
		example: { person: 'mira', points: -10, reason: 'A test link that went out by mistake' },
		answers: {
			200: { description: 'The one with this external id', schema: answers.madeSchema },
			201: { description: 'Its id', schema: answers.madeSchema },
			202: {
				description:
					'The id of the request: above the program’s limit a second owner approves it first',
				schema: answers.madeSchema,
			},
		},
		refusals: [404, 409],
	},
	{
		...{ method: 'post', path: '/voids', verb: createVoid },
		summary: 'Take a fact, or a link’s facts of a time, out of every table',
		example: { event: 'crm-1042', reason: 'The order was cancelled' },
		answers: { 201: { description: 'Its id', schema: answers.voidedSchema } },
		refusals: [404, 409],
	},
	{
		...{ method: 'delete', path: '/voids/{id}', verb: liftVoid, inPath: { id: 'id' } },
		hidden: ['reason'],
		summary: 'Lift a void: its facts count again',
		answers: { 204: { description: 'Lifted' } },
		refusals: [404, 409],
	},
	{
		...{ method: 'post', path: '/contests/{slug}/finalize', verb: finalizeContest },
		summary: 'Make a contest final',
		description: '409 while anything is undecided, naming what.',
		inPath: ofContest,
		hidden: ['password'],
		answers: { 200: { description: 'The result’s hash', schema: answers.finalizedSchema } },
		refusals: [404, 409],
	},
	{
		...{ method: 'get', path: '/contests/{slug}/results', verb: readResults },
		summary: 'Read a final contest’s result: table, hash, prizes, draws with their seeds',
		inPath: ofContest,
		inQuery: ['number'],
		answers: { 200: { description: 'The result', schema: answers.resultsSchema } },
		refusals: [404, 409],
	},
	...READS,
	...WEBHOOK_OPERATIONS,
];
