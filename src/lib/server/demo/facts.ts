import { eq } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import type { Connections } from '../db/client.ts';
import { adjustments, voids } from '../db/schema/facts.ts';
import { people, teams } from '../db/schema/people.ts';
import type { demoContests } from './calendar.ts';
import type { SeededPost } from './company.ts';
import { insertClicks, insertConversions, insertLinks, insertReadings } from './insert.ts';
import { DAY } from './pace.ts';
import { DEMO_PEOPLE, OFFICES, STRONGEST, STRONGEST_BEFORE } from './people.ts';
import { judgeDuplicates, planClicks, planLinks, type PlannedClick, type Sharer } from './plan.ts';
import { planConversions, planReadings } from './plan-outcomes.ts';
import type { Random } from './random.ts';

/** The program's dedupe window, as `ensureProgram` makes it. */
const DEDUPE_HOURS = 24;
/**
 * The points planned for each place: close together at the top, so that places change, half of the leader's at the
 * 16th place, a tenth at the 40th. About a fifth is lost to caps and to visitors who come after now.
 */
const planned = (place: number) => 5200 * Math.exp(-((place / 21) ** 1.3)) + 70;
/** Whose link was opened by a colleague's script, which an owner voided afterwards. */
const SCRIPTED = 'casper.lundh';
const SCRIPTED_CLICKS = 44;
/** Whose link many browsers of one network opened within minutes, two days ago: an owner has not decided about it yet. */
const CROWDED = 'elif.kaya';
const CROWDED_CLICKS = 22;

type Plan = {
	random: Random;
	posts: SeededPost[];
	calendar: ReturnType<typeof demoContests>;
	runningId: string;
};

/** Plans and writes everybody's links and facts from before the first contest until `ctx.now`. */
export async function seedFacts(ctx: Ctx, { sql }: Connections, plan: Plan): Promise<void> {
	const { random, posts, calendar } = plan;
	const { now } = ctx;
	const known = await ctx.db
		.select({ id: people.id, externalId: people.externalId, team: teams.name })
		.from(people)
		.innerJoin(teams, eq(teams.id, people.teamId));
	const shareable = posts.map((post) => ({
		...post,
		personal: post.category === 'Personal interest',
	}));
	const window = (key: 'before' | 'running') =>
		[
			calendar[key].startsAt,
			new Date(Math.min(now.getTime(), calendar[key].endsAt.getTime())),
		] as const;
	const taken = new Set<string>();
	const links = [
		...planLinks(
			random,
			sharers(random, known, STRONGEST_BEFORE, 0.5),
			shareable,
			window('before'),
		),
		...planLinks(random, sharers(random, known, STRONGEST, 1), shareable, window('running')),
	].filter((link) => {
		// The same person, post and network is the same link, whichever contest it was shared in.
		const key = `${link.personId} ${link.postId} ${link.network}`;
		return !taken.has(key) && taken.add(key);
	});
	const idOf = (externalId: string) => known.find((row) => row.externalId === externalId)?.id;
	const ownLinks = (externalId: string) =>
		links.filter((link) => link.personId === idOf(externalId));
	const crowded = ownLinks(CROWDED).findLast(
		({ sharedAt }) => sharedAt.getTime() < now.getTime() - 3 * DAY,
	);
	const clicks = links.flatMap((link) => {
		const ofLink = planClicks(random, link, now);
		judgeDuplicates(ofLink, DEDUPE_HOURS);
		return ofLink;
	});
	clicks.push(
		...crowdedClicks(random, crowded, now),
		...scriptedClicks(random, ownLinks(SCRIPTED)[0], now),
	);
	await insertLinks(sql, links);
	await insertClicks(sql, clicks);
	await insertReadings(
		sql,
		links.flatMap((link) => planReadings(random, link, now)),
	);
	await insertConversions(sql, planConversions(random, clicks, now));
	await correct(ctx, plan.runningId, clicks.at(-1), idOf);
}

/** Who shares, from the strongest: named ones first, the rest as the seed shuffles them, those who don't compete a little. */
function sharers(
	random: Random,
	known: { id: string; externalId: string; team: string }[],
	strongest: readonly string[],
	share: number,
): Sharer[] {
	const byId = new Map(known.map((row) => [row.externalId, row]));
	const competing = DEMO_PEOPLE.filter((person) => person.groups.length === 0);
	const rest = competing.filter((person) => !strongest.includes(person.externalId));
	const order = [...strongest, ...random.shuffle(rest).map((person) => person.externalId)];
	return DEMO_PEOPLE.flatMap((person) => {
		const row = byId.get(person.externalId);
		if (!row) return [];
		const place = order.indexOf(person.externalId);
		const noise = 0.96 + 0.08 * random.next();
		const target = place < 0 ? random.int(100, 700) : planned(place) * noise;
		const zone = OFFICES.find((office) => office.name === person.office)?.timeZone ?? 'UTC';
		const fresh = share === 1 && place >= 0 && place < 30;
		return [{ id: row.id, team: row.team, zone, target: target * share, fresh }];
	});
}

/** A burst such as no readers make: dozens of clicks within minutes, each from "another" visitor. */
function scriptedClicks(
	random: Random,
	link: PlannedClick['link'] | undefined,
	now: Date,
): PlannedClick[] {
	if (!link) return [];
	const start = now.getTime() - 9 * DAY;
	return Array.from({ length: SCRIPTED_CLICKS }, (_, index) => {
		const at = new Date(start + index * 11_000 + random.int(0, 4000));
		return { id: random.uuid(at), link, at, visitor: random.token(), verdict: 'valid' };
	});
}

/** Perhaps a customer's training day, perhaps one machine: whoever looks at the evidence has to decide. */
function crowdedClicks(
	random: Random,
	link: PlannedClick['link'] | undefined,
	now: Date,
): PlannedClick[] {
	if (!link) return [];
	const start = now.getTime() - 2 * DAY;
	const network = random.token();
	return Array.from({ length: CROWDED_CLICKS }, (_, index) => {
		const at = new Date(start + index * 16_000 + random.int(0, 9000));
		return { id: random.uuid(at), link, at, visitor: random.token(), network, verdict: 'valid' };
	});
}

/** What the program's owner put right: the script's clicks, and points for what no link can show. */
async function correct(
	ctx: Ctx,
	contestId: string,
	scripted: PlannedClick | undefined,
	idOf: (externalId: string) => string | undefined,
): Promise<void> {
	const createdBy = idOf('elena.ferraro') ?? null;
	if (scripted) {
		await ctx.db.insert(voids).values({
			personId: scripted.link.personId,
			linkId: scripted.link.id,
			fromAt: new Date(ctx.now.getTime() - 9 * DAY),
			toAt: new Date(ctx.now.getTime() - 9 * DAY + 600_000),
			reason: 'A script opened this link every eleven seconds.',
			createdBy,
			createdAt: new Date(ctx.now.getTime() - 8 * DAY),
		});
	}
	const given = [
		{
			who: 'nikhil.bapat',
			points: 60,
			reason: 'Spoke about his post at the Pune meetup.',
			days: 20,
		},
		{
			who: 'klara.winge',
			points: -30,
			reason: 'The same comments were counted on two posts.',
			days: 6,
		},
	];
	for (const { who, points, reason, days } of given) {
		const personId = idOf(who);
		const at = new Date(ctx.now.getTime() - days * DAY);
		if (personId) {
			await ctx.db
				.insert(adjustments)
				.values({ contestId, personId, at, points, reason, createdBy, recordedAt: at });
		}
	}
}
