import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rulesSchema, type RulesInput } from '#lib/domain/contest/rules.ts';
import type { Fact } from '#lib/domain/scoring/facts.ts';
import { scoreTable } from '#lib/domain/scoring/table.ts';
import { createHookSource } from '#lib/server/hooks/create-source.ts';
import { signatureOf } from '#lib/server/hooks/signature.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import { arrivals } from '../fixtures/scoring/arbitrary.ts';
import { openDoor, type Door } from './http-door.ts';
import { readTable, type Row } from './scenario-play.ts';

const HOUR = 3_600_000;
const START = Date.parse('2025-10-24T10:00:00Z'); // Daylight saving ends inside the box.
const LINKS = [
	// Two of one person and post, to meet in the post's cap; two shared before the start, whose readings have a baseline.
	{ person: 0, post: 0, network: 'linkedin', sharedAt: START - 30 * HOUR },
	{ person: 0, post: 0, network: 'x', sharedAt: START + HOUR },
	{ person: 1, post: 0, network: 'linkedin', sharedAt: START },
	{ person: 2, post: 1, network: 'x', sharedAt: START - HOUR },
];
const RULES = {
	startsAt: new Date(START).toISOString(),
	endsAt: new Date(START + 96 * HOUR).toISOString(),
	timeZone: 'Europe/Stockholm',
	metrics: {
		click: { points: 1, dailyCap: 4, postDailyCap: 3 },
		like: { points: 2 },
		comment: { points: 3, dailyCap: 7 },
		conversion: { points: 10, dailyCap: 2 },
	},
	minClicks: 1,
	tieBreaks: ['clicks', 'engagement', 'earliest'],
} satisfies RulesInput;

let database: TestDatabase;
let door: Door;
let source: { path: string; secret: string };
let posts: string[];
const everybody: string[] = [];
let worlds = 0;
let messages = 0;

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database, { dedupeHours: 24 });
	source = await createHookSource({ ctx: database.ctx(), input: { name: 'crm' } });
	door = await openDoor(database);
	posts = [];
	for (const title of ['One', 'Two']) {
		const post = { title, url: `https://example.com/${title}`, category: 'Laws' };
		posts.push((await door.portal.post(post)).id);
	}
});
afterAll(async () => {
	await door?.stop();
	await database?.close();
});

/** A quarter of a day meets the window of 24 hours, the box's ends and a second at which several things happen. */
const instant = fc
	.tuple(fc.integer({ min: -7, max: 18 }), fc.constantFrom(0, 0, 0, -1, 1))
	.map(([quarters, ms]) => START + quarters * 6 * HOUR + ms);
const where = { link: fc.nat({ max: LINKS.length - 1 }), at: instant };
/** Ids stand in for the order of what happens at once, by code point. */
const id = fc.tuple(fc.constantFrom('', 'é', '\uFFFD', '\u{1F600}'), fc.nat({ max: 999 }));

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;
const happening = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			...{ type: fc.constant('click' as const), id, ...where },
			visitor: fc.constantFrom('v', 'w'),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			...{ type: fc.constant('reading' as const), id, ...where },
			metric: fc.constantFrom('like', 'comment', 'impression'),
			total: fc.nat({ max: 12 }),
		}),
	},
	{
		weight: 1,
		arbitrary: fc.record({ type: fc.constant('conversion' as const), id, ...where }),
	},
);

/** What happened; how it is delivered; what is voided, and which of those voids are lifted. */
const stories = fc
	.uniqueArray(happening, {
		...{ selector: (one) => one.id.join(), minLength: 1, maxLength: 40 },
		size: 'max', // As long as may be: short stories have no window, cap or tie.
	})
	.chain((happened) => {
		const voidable = happened.filter(({ type }) => type !== 'reading');
		return fc.record({
			happened: fc.constant(happened),
			sent: arrivals(happened),
			cuts: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 6 }),
			ways: fc.array(fc.constantFrom('token', 'hook', 'hook again and again'), { minLength: 1 }),
			voided: fc.subarray(voidable, { maxLength: Math.min(6, voidable.length) }),
			lifted: fc.subarray(voidable),
			/** The clicks of a link in a range are voided before any of them is there, or after all. */
			range: fc.option(
				fc.record({ ...where, hours: fc.integer({ min: 1, max: 48 }), early: fc.boolean() }),
			),
		});
	});

/** Three people with their links and a contest in which nobody else competes; `name` keeps the order of ids. */
async function aWorld() {
	const name = `w${String(++worlds).padStart(4, '0')}`;
	const { portal } = door;
	const others = [...everybody];
	const people = ['Ana', 'Ana', 'Åsa'].map((personName, n) => ({
		...{ id: `${name}-p${n}`, name: personName, team: 'Blue', groups: [] },
	}));
	everybody.push(...people.map((person) => person.id));
	await portal.people(
		people.map(({ id: externalId, ...person }) => ({
			...{ ...person, externalId, email: `${externalId}@example.com` },
		})),
	);
	const slugs: string[] = [];
	for (const { person, post, network, sharedAt } of LINKS) {
		const link = { person: people[person]!.id, post: posts[post], network };
		slugs.push((await portal.link({ ...link, sharedAt: new Date(sharedAt).toISOString() })).slug);
	}
	return { name, people, slugs, others };
}

type World = Awaited<ReturnType<typeof aWorld>>;

const idIn = ({ name }: World, one: Happening) => `${name}|${one.id.join('')}`;

function eventIn(world: World, one: Happening): object {
	const event = {
		id: idIn(world, one),
		slug: world.slugs[one.link],
		at: new Date(one.at).toISOString(),
	};
	if (one.type === 'click') return { ...event, type: 'click', visitor: one.visitor };
	if (one.type === 'conversion') return { ...event, type: 'conversion', kind: 'lead' };
	return { ...event, type: 'reading', metric: one.metric, total: one.total };
}

const rulesOf = (others: readonly string[]) => ({
	...RULES,
	exclude: { people: [...others], teams: [], groups: [] },
});

/** The table that the facts mean, by the domain alone. */
function meant(world: World, happened: readonly Happening[], voids: Fact[]): Row[] {
	const facts = happened.map((one): Fact => {
		const fact = { id: idIn(world, one), link: `l${one.link}`, at: new Date(one.at) };
		if (one.type === 'click') return { ...fact, type: 'click', visitor: one.visitor };
		if (one.type === 'conversion') return { ...fact, type: 'conversion' };
		return { ...fact, type: 'reading', metric: one.metric, total: one.total };
	});
	const links = LINKS.map(({ person, post, sharedAt }, n) => ({
		...{ id: `l${n}`, person: world.people[person]!.id, post: posts[post]! },
		sharedAt: new Date(sharedAt),
	}));
	const table = scoreTable({
		...{ rules: rulesSchema.parse(rulesOf([])), people: world.people, links, dedupeHours: 24 },
		...{ facts: [...facts, ...voids], audience: 'owner' },
	});
	// These rules ask nothing of people, and the API tells it by the rank.
	return table.map(({ qualified: _, ...row }) => ({
		...row,
		reachedAt: row.reachedAt?.toISOString() ?? null,
	}));
}

/** The same message, delivered at once so many times by a sender that lost the answers; gives how many events were new. */
async function sendSigned(events: object[], times: number): Promise<number> {
	const body = JSON.stringify({ events });
	const message = `message-${++messages}`;
	const timestamp = String(Math.floor(Date.now() / 1000));
	const headers = {
		authorization: '',
		'webhook-id': message,
		'webhook-timestamp': timestamp,
		'webhook-signature': signatureOf({ id: message, timestamp, body }, source.secret),
	};
	const path = source.path.slice('/api/v1'.length);
	const answers = await Promise.all(
		Array.from({ length: times }, () => door.ok('POST', path, body, headers)),
	);
	for (const answer of answers) expect(answer).toEqual({ ...answers[0], rejected: [] });
	return answers[0].accepted;
}

async function sendPlain(events: object[]): Promise<number> {
	const { accepted, rejected } = await door.portal.events(events);
	expect(rejected).toEqual([]);
	return accepted;
}

describe('facts through the HTTP door', () => {
	it('give the table of the domain, whatever their order, batches, way and repeats, and whatever was voided and lifted', async () => {
		const { portal } = door;
		await fc.assert(
			fc.asyncProperty(stories, async ({ happened, sent, cuts, ways, voided, lifted, range }) => {
				const [odd, plain] = [await aWorld(), await aWorld()];
				const names = [odd, plain].map(({ name, others }, i) => ({
					...{ name, slug: name },
					...rulesOf(i === 0 ? [...others, ...plain.people.map((person) => person.id)] : others),
				}));
				for (const contest of names) await portal.contest(contest);
				const voidRange = async ({ slugs }: World) => {
					const { link, at, hours } = range!;
					const [from, to] = [at, at + hours * HOUR].map((ms) => new Date(ms).toISOString());
					await portal.void({ link: slugs[link], from, to, reason: 'A law.' });
				};

				if (range?.early) await voidRange(odd);
				let fresh = 0;
				const waiting = new Set(voided);
				const voids = new Map<Happening, string>();
				for (let begin = 0, n = 0; begin < sent.length; n++) {
					const batch = sent.slice(begin, begin + cuts[n % cuts.length]!);
					begin += batch.length;
					const events = batch.map((one) => eventIn(odd, one));
					const way = ways[n % ways.length]!;
					fresh +=
						way === 'token'
							? await sendPlain(events)
							: await sendSigned(events, way === 'hook' ? 1 : 3);
					for (const one of batch) {
						if (!waiting.delete(one)) continue;
						const made = await portal.void({ event: idIn(odd, one), reason: 'A law.' });
						voids.set(one, made.id);
					}
				}
				expect(fresh).toBe(happened.length);
				if (range && !range.early) await voidRange(odd);
				const isLifted = (one: Happening) => lifted.includes(one);
				for (const [one, made] of voids)
					if (isLifted(one)) await door.ok('DELETE', `/voids/${made}`);

				// Once, in order, and only the voids that stay.
				const inOrder = happened.toSorted((a, b) => a.at - b.at);
				await sendPlain(inOrder.map((one) => eventIn(plain, one)));
				const left = voided.filter((one) => !isLifted(one));
				for (const one of left) await portal.void({ event: idIn(plain, one), reason: 'A law.' });
				if (range) await voidRange(plain);

				await portal.settle(odd.name);
				for (const world of [odd, plain]) {
					const byRange = range && {
						...{ link: `l${range.link}`, from: new Date(range.at) },
						to: new Date(range.at + range.hours * HOUR),
					};
					const byId = left.map((one) => ({ fact: idIn(world, one) }));
					const table = meant(
						world,
						happened,
						[...byId, ...(byRange ? [byRange] : [])].map((target, n): Fact => ({
							type: 'void',
							id: `void ${n}`,
							...target,
						})),
					);
					expect(await readTable(portal, world.name)).toEqual(table);
				}
			}),
			// About a second each; a story that fails is made smaller for as long as there is time.
			{ numRuns: 12, interruptAfterTimeLimit: 100_000 },
		);
	}, 180_000);
});
