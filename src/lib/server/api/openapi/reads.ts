import {
	listAwardRecords,
	listBadgeRecords,
	readAwardRecord,
	readBadgeRecord,
} from '../../badges/records.ts';
import { listContestRecords, readContestRecord } from '../../contests/records.ts';
import { listDisplayRecords, readDisplayRecord } from '../../displays/records.ts';
import { exportData } from '../../exports/export.ts';
import { listLinkRecords, readLinkRecord } from '../../links/records.ts';
import { listPersonRecords, readPersonRecord } from '../../people/records.ts';
import { listProfileRecords, readProfileRecord } from '../../people/profile-records.ts';
import { listTeamRecords, readTeamRecord } from '../../people/team-records.ts';
import { listPostRecords, readPostRecord } from '../../posts/records.ts';
import { listRecognitionRecords, readRecognitionRecord } from '../../recognition/records.ts';
import { listShowcaseRecords, readShowcaseRecord } from '../../showcase/records.ts';
import { listEventRecords } from '../read-events.ts';
import type { Operation } from './operation.ts';
import * as records from './record-answers.ts';

const paged = ['limit', 'cursor'];
const ORDER = 'In the order in which they came; the cursor holds while rows arrive.';

/** The lists and single reads of the public API, in the order of its description. */
export const READS: readonly Operation[] = [
	{
		...{ method: 'get', path: '/people', verb: listPersonRecords },
		summary: 'List people',
		description: `${ORDER} E-mail addresses only for the scope admin.`,
		inQuery: ['team', 'office', 'group', 'active', 'updatedSince', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.peopleSchema } },
	},
	{
		...{ method: 'get', path: '/people/{externalId}', verb: readPersonRecord },
		summary: 'Read a person',
		inPath: { externalId: 'externalId' },
		answers: { 200: { description: 'The person', schema: records.personSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/teams', verb: listTeamRecords },
		summary: 'List teams',
		description: ORDER,
		inQuery: paged,
		answers: { 200: { description: 'A page of them', schema: records.teamsSchema } },
	},
	{
		...{ method: 'get', path: '/teams/{name}', verb: readTeamRecord },
		summary: 'Read a team',
		inPath: { name: 'name' },
		answers: { 200: { description: 'The team', schema: records.teamSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/posts', verb: listPostRecords },
		summary: 'List stories',
		description: `${ORDER} Drafts and those that appear later only for the scope admin.`,
		inQuery: [
			...['externalId', 'category', 'team', 'topic', 'active', 'publishedSince', 'updatedSince'],
			...paged,
		],
		answers: { 200: { description: 'A page of them', schema: records.postsSchema } },
	},
	{
		...{ method: 'get', path: '/posts/{id}', verb: readPostRecord },
		summary: 'Read a story',
		inPath: { id: 'id' },
		answers: { 200: { description: 'The story', schema: records.postSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/links', verb: listLinkRecords },
		summary: 'List tracked links',
		description: ORDER,
		inQuery: ['person', 'post', 'network', 'sharedSince', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.linksSchema } },
	},
	{
		...{ method: 'get', path: '/links/{slug}', verb: readLinkRecord },
		summary: 'Read a tracked link',
		inPath: { slug: 'slug' },
		answers: { 200: { description: 'The link', schema: records.linkRecordSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/events', verb: listEventRecords },
		summary: 'List the facts that came in',
		description: `${ORDER} Never who clicked. What a frozen contest hides is left out, except for the scope admin.`,
		inQuery: ['type', 'person', 'slug', 'from', 'to', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.eventsSchema } },
	},
	{
		...{ method: 'get', path: '/contests', verb: listContestRecords },
		summary: 'List contests with rules, phase and prizes',
		description: 'By slug. Drafts only for the scope admin.',
		inQuery: ['phase', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.contestsSchema } },
	},
	{
		...{ method: 'get', path: '/contests/{slug}', verb: readContestRecord },
		summary: 'Read a contest with rules, phase and prizes',
		inPath: { slug: 'slug' },
		answers: { 200: { description: 'The contest', schema: records.contestSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/displays', verb: listDisplayRecords },
		summary: 'List displays',
		description: `${ORDER} Their signed links only for the scope admin.`,
		inQuery: ['contest', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.displaysSchema } },
	},
	{
		...{ method: 'get', path: '/displays/{id}', verb: readDisplayRecord },
		summary: 'Read a display',
		description: 'Its signed link only for the scope admin.',
		inPath: { id: 'id' },
		answers: { 200: { description: 'The display', schema: records.displaySchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/badges', verb: listBadgeRecords },
		summary: 'List badges',
		description: 'Those that are on: what each level takes, and how many people hold it.',
		inQuery: paged,
		answers: { 200: { description: 'A page of them', schema: records.badgesSchema } },
	},
	{
		...{ method: 'get', path: '/badges/{key}', verb: readBadgeRecord },
		summary: 'Read a badge',
		inPath: { key: 'key' },
		answers: { 200: { description: 'The badge', schema: records.badgeSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/awards', verb: listAwardRecords },
		summary: 'List the badges that people were given',
		description: `${ORDER} What a frozen contest hides, and what was taken back, is left out.`,
		inQuery: ['badge', 'person', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.awardsSchema } },
	},
	{
		...{ method: 'get', path: '/awards/{id}', verb: readAwardRecord },
		summary: 'Read an award',
		inPath: { id: 'id' },
		answers: { 200: { description: 'The award', schema: records.awardSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/recognitions', verb: listRecognitionRecords },
		summary: 'List public thanks',
		description: `${ORDER} Never private ones, nor what was taken back or kept. Those for who does not appear by name only for the scope admin.`,
		inQuery: ['to', 'since', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.recognitionsSchema } },
	},
	{
		...{ method: 'get', path: '/recognitions/{id}', verb: readRecognitionRecord },
		summary: 'Read public thanks',
		inPath: { id: 'id' },
		answers: { 200: { description: 'The thanks', schema: records.recognitionSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/profiles', verb: listProfileRecords },
		summary: 'List what people tell of themselves',
		description: `${ORDER} Those of who does not appear by name only for the scope admin.`,
		inQuery: ['topic', 'goodAt', 'language', ...paged],
		answers: { 200: { description: 'A page of them', schema: records.profilesSchema } },
	},
	{
		...{ method: 'get', path: '/profiles/{externalId}', verb: readProfileRecord },
		summary: 'Read what a person tells of themselves',
		inPath: { externalId: 'externalId' },
		answers: { 200: { description: 'The profile', schema: records.profileSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/showcases', verb: listShowcaseRecords },
		summary: 'List the months that have a published showcase',
		description: 'The newest first.',
		inQuery: paged,
		answers: { 200: { description: 'A page of them', schema: records.showcasesSchema } },
	},
	{
		...{ method: 'get', path: '/showcases/{month}', verb: readShowcaseRecord },
		summary: 'Read a month’s best posts',
		description:
			'What is published and whose authors agree at this moment: keep no copy of it for longer than you show it.',
		inPath: { month: 'month' },
		answers: { 200: { description: 'The showcase', schema: records.showcaseSchema } },
		refusals: [404],
	},
	{
		...{ method: 'get', path: '/exports/{what}', verb: exportData },
		summary: 'Take out everything of one kind, as a file',
		description:
			'Streamed, as one moment saw it; the columns of each stand in docs/exports.md. Never who clicked. In CSV no cell starts a formula.',
		inPath: { what: 'what' },
		inQuery: ['format', 'from', 'to', 'contest', 'bom'],
		answers: { 200: { description: 'The file', types: ['text/csv', 'application/jsonl'] } },
		refusals: [404, 409],
	},
];
