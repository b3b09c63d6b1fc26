import { z } from 'zod';
import { FAMILIES } from '#lib/domain/badges/badge.ts';
import { PHASES } from '#lib/domain/contest/phase.ts';
import { DISPLAY_STATES } from '#lib/domain/displays/state.ts';
import { READING_METRICS } from '#lib/domain/events/event.ts';
import { ROLES } from '#lib/domain/people/permissions.ts';

/** What lists and single reads answer, for the API's description; tests hold the real answers against these. */
const instant = z.iso.datetime().describe('RFC 3339, UTC, milliseconds.');
const money = {
	value: z.string().nullable().describe('A decimal number.'),
	currency: z.string().nullable().describe('ISO 4217.'),
};
const nextCursor = z.string().nullable().describe('Null on the last page.');

export const personSchema = z.strictObject({
	externalId: z.string(),
	name: z.string(),
	email: z.string().nullable().describe('Only for the scope admin.'),
	role: z.enum(ROLES),
	team: z.string(),
	office: z.string().nullable(),
	title: z.string().nullable(),
	groups: z.array(z.string()),
	active: z.boolean(),
	updatedAt: instant,
});
export const peopleSchema = z.strictObject({ people: z.array(personSchema), nextCursor });

export const teamSchema = z.strictObject({
	name: z.string(),
	people: z.int().describe('Active people in it.'),
});
export const teamsSchema = z.strictObject({ teams: z.array(teamSchema), nextCursor });

export const postSchema = z.strictObject({
	id: z.uuid(),
	externalId: z.string().nullable(),
	title: z.string(),
	url: z.string(),
	category: z.string(),
	summary: z.string().nullable(),
	imageUrl: z.string().nullable(),
	teams: z
		.array(z.string())
		.describe('Whom it is meant for, with `offices`; neither means everybody.'),
	offices: z.array(z.string()),
	topics: z.array(z.string()),
	hashtags: z.array(z.string()),
	language: z.string().nullable(),
	copy: z.array(z.strictObject({ network: z.string(), language: z.string(), text: z.string() })),
	state: z.enum(['draft', 'review', 'published', 'withdrawn']),
	publishedAt: instant.nullable(),
	expiresAt: instant.nullable(),
	updatedAt: instant,
});
export const postsSchema = z.strictObject({ posts: z.array(postSchema), nextCursor });

export const linkRecordSchema = z.strictObject({
	slug: z.string(),
	url: z.url(),
	person: z.string().describe('externalId'),
	post: z.uuid(),
	network: z.string(),
	sharedAt: instant,
	address: z.url().nullable().describe('of the post on its network, once its writer gave it'),
});
export const linksSchema = z.strictObject({ links: z.array(linkRecordSchema), nextCursor });

const prize = z.strictObject({
	id: z.uuid(),
	kind: z.enum(['place', 'threshold', 'draw']),
	name: z.string(),
	...money,
	fromPlace: z.int().nullable(),
	toPlace: z.int().nullable(),
	minPoints: z.int().nullable(),
	winners: z.int().nullable(),
	excludePlaceWinners: z.boolean(),
	ranking: z.enum(['main', 'improved', 'bracket']),
	bracket: z.string().nullable(),
	description: z.string().nullable(),
	stock: z.int().nullable(),
	picture: z.string().nullable().describe('Served at /pictures/<id>.'),
});

export const contestSchema = z.strictObject({
	slug: z.string(),
	name: z.string(),
	phase: z.enum(PHASES),
	rulesVersion: z.int(),
	rules: z.looseObject({}).describe('As POST /contests takes them.'),
	startsAt: instant,
	endsAt: instant,
	timeZone: z.string(),
	frozen: z.boolean(),
	frozenSince: instant.nullable().describe('It may lie ahead.'),
	cancelReason: z.string().nullable(),
	prizes: z.array(prize),
	drawSeedHash: z.string().nullable().describe('SHA-256, from the start on.'),
});
export const contestsSchema = z.strictObject({ contests: z.array(contestSchema), nextCursor });

export const displaySchema = z.strictObject({
	id: z.uuid(),
	name: z.string(),
	contest: z
		.string()
		.nullable()
		.describe('What its signed link shows; null: it is paired and follows a playlist.'),
	office: z.string().nullable(),
	url: z
		.url()
		.nullable()
		.describe('Only for the scope admin; null once revoked, and where it is paired.'),
	state: z
		.enum(DISPLAY_STATES)
		.nullable()
		.describe('Of a paired screen; null for one that is opened by its link.'),
	lastSeenAt: instant.nullable(),
	createdAt: instant,
	revokedAt: instant.nullable(),
});
export const displaysSchema = z.strictObject({ displays: z.array(displaySchema), nextCursor });

const fact = {
	id: z.uuid().describe('The portal’s own.'),
	externalId: z.string().nullable().describe('The sender’s own.'),
	at: instant,
	recordedAt: instant,
	slug: z.string(),
	person: z.string().describe('externalId'),
	post: z.uuid(),
};

export const eventsSchema = z.strictObject({
	events: z.array(
		z.discriminatedUnion('type', [
			z.strictObject({
				type: z.literal('click'),
				...fact,
				verdict: z.enum(['bot', 'prefetch', 'self', 'internal', 'duplicate', 'valid']),
				voided: z.boolean(),
			}),
			z.strictObject({
				type: z.literal('reading'),
				...fact,
				metric: z.enum(READING_METRICS),
				total: z.int(),
			}),
			z.strictObject({
				type: z.literal('conversion'),
				...fact,
				click: z.uuid().nullable(),
				kind: z.string(),
				...money,
				voided: z.boolean(),
			}),
		]),
	),
	nextCursor,
});

export const badgeSchema = z.strictObject({
	key: z.string().describe('For ever the same; of an own badge its id.'),
	name: z.string(),
	family: z.enum(FAMILIES),
	levels: z.array(z.strictObject({ level: z.int(), takes: z.string() })),
	byHand: z.boolean().describe('People give it; no fact does.'),
	holders: z.int(),
});
export const badgesSchema = z.strictObject({ badges: z.array(badgeSchema), nextCursor });

export const awardSchema = z.strictObject({
	id: z.uuid(),
	badge: z.string().describe('Its key.'),
	level: z.int(),
	reason: z.string().describe('`once`, `hand`, or what it was given for: `contest:autumn-sprint`.'),
	person: z.string().describe('externalId; `not-told` where they do not appear by name.'),
	at: instant,
});
export const awardsSchema = z.strictObject({ awards: z.array(awardSchema), nextCursor });

export const recognitionSchema = z.strictObject({
	id: z.uuid(),
	from: z.string().describe('externalId; `not-told` where they do not appear by name.'),
	to: z.string().describe('externalId'),
	message: z.string().describe('Plain text: what looks like markup is text.'),
	badge: z.string().nullable().describe('Key of the badge that goes with it.'),
	at: instant,
});
export const recognitionsSchema = z.strictObject({
	recognitions: z.array(recognitionSchema),
	nextCursor,
});

export const profileSchema = z.strictObject({
	person: z.string().describe('externalId'),
	about: z.string(),
	topics: z.array(z.string()),
	goodAt: z.array(z.string()),
	languages: z.array(z.string()),
	networks: z.array(z.url()).describe('Pages of their own.'),
	updatedAt: instant,
});
export const profilesSchema = z.strictObject({ profiles: z.array(profileSchema), nextCursor });

export const showcasesSchema = z.strictObject({
	showcases: z.array(z.strictObject({ month: z.string().describe('YYYY-MM, the newest first.') })),
	nextCursor,
});
export const showcaseSchema = z.strictObject({
	month: z.string().describe('YYYY-MM'),
	intro: z.string(),
	publishedAt: instant,
	posts: z.array(
		z.strictObject({
			place: z.int(),
			title: z.string(),
			comment: z.string().describe('What makes it good, as curators say.'),
			url: z.url().describe('The post; of who does not appear by name the story behind it.'),
			network: z.string().nullable(),
			person: z.string().describe('externalId; `not-told` where they do not appear by name.'),
			clicks: z.int().nullable().describe('Of the month; null of who does not appear by name.'),
			conversations: z.int().nullable(),
		}),
	),
});
