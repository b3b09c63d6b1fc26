import { EDITION } from '#lib/domain/learn/course.ts';
import { FIRST_GUIDELINES } from '#lib/domain/learn/first-guidelines/registry.ts';
import { LESSON_KEYS } from '#lib/domain/learn/lessons/registry.ts';
import type { Ctx } from '../context.ts';
import {
	certificates,
	disclosurePledges,
	guidelineAcceptances,
	lessonPasses,
} from '../db/schema/learning.ts';
import { people } from '../db/schema/people.ts';
import { publishGuidelines } from '../learning/publish-guidelines.ts';
import { asPerson } from './as-person.ts';
import { DAY } from './pace.ts';
import { PERSONAS } from './personas.ts';
import type { Random } from './random.ts';

const OWNER = 'elena.ferraro';
/** Who has done the whole course, whatever the dice say: the one-click employee has a certificate to show. */
const THOROUGH = [PERSONAS[0]!.externalId, OWNER];
/** Who read the first guidelines and nothing since: the one-click manager has all of it to do. */
const BUSY = PERSONAS[1]!.externalId;
/** The second to fourth are shares of those who accepted the first guidelines. */
const SHARES = { accepted: 0.9, again: 0.8, certified: 0.33, pledged: 0.75 };
/** How long ago the second version came out. */
const SECOND_DAYS = 18;
const SECOND = {
	note: 'A section about texts that a machine writes; many of you asked.',
	en: '## Machines that write\n\nLet one help you with a first draft. What you post is yours: check it, and say it as you would.',
	sv: '## Maskiner som skriver\n\nLåt gärna en hjälpa dig med ett utkast. Det du delar är ditt: kontrollera det och säg det på ditt sätt.',
	it: '## Macchine che scrivono\n\nPuoi farti aiutare per una prima bozza. Quello che pubblichi è tuo: controllalo e dillo a modo tuo.',
};

/** Publishes two versions of the guidelines as the owner, the first at `dawn`. Gives when the second came out. */
async function publish(ctx: Ctx, dawn: Date): Promise<Date> {
	const { note, ...more } = SECOND;
	const { en, sv, it } = FIRST_GUIDELINES;
	const secondAt = new Date(ctx.now.getTime() - SECOND_DAYS * DAY);
	await publishGuidelines({
		ctx: await asPerson(ctx, OWNER, dawn),
		input: { from: 0, texts: FIRST_GUIDELINES, note: 'Our first guidelines.' },
	});
	const texts = {
		en: `${en}\n\n${more.en}`,
		sv: `${sv}\n\n${more.sv}`,
		it: `${it}\n\n${more.it}`,
	};
	await publishGuidelines({
		ctx: await asPerson(ctx, OWNER, secondAt),
		input: { from: 1, texts, note },
	});
	return secondAt;
}

/**
 * What the company has learned by `ctx.now`: most accepted the guidelines, a third has the certificate, others are on their
 * way. Written in bulk, without marks: no contest of the demo asks for any of it, and scoring follows.
 */
export async function seedLearning(ctx: Ctx, random: Random, dawn: Date): Promise<void> {
	const secondAt = await publish(ctx, dawn);
	const everybody = await ctx.db
		.select({ personId: people.id, externalId: people.externalId })
		.from(people)
		.orderBy(people.externalId);
	const accepted: (typeof guidelineAcceptances.$inferInsert)[] = [];
	const passes: (typeof lessonPasses.$inferInsert)[] = [];
	const pledges: (typeof disclosurePledges.$inferInsert)[] = [];
	const certified: (typeof certificates.$inferInsert)[] = [];
	for (const { personId, externalId } of everybody) {
		const isThorough = THOROUGH.includes(externalId);
		const roll = (share: number) => random.chance(share) || isThorough;
		// Every person throws as often, so that one person's luck is not another's.
		const [hasAccepted, hasAgain] = [roll(SHARES.accepted), roll(SHARES.again)];
		const [isCertified, hasPledged] = [roll(SHARES.certified), roll(SHARES.pledged)];
		const some = random.int(0, LESSON_KEYS.length - 1);
		let at = new Date(dawn.getTime() + random.int(1, 12 * 24 * 60) * 60_000);
		const later = () => (at = new Date(at.getTime() + random.int(4, 2 * 24 * 60) * 60_000));
		const isBusy = externalId === BUSY;
		if (!hasAccepted && !isBusy) continue;
		accepted.push({ personId, version: 1, language: 'en', at });
		if (isBusy) continue;
		if (hasPledged) pledges.push({ personId, at: later() });
		const lessons = LESSON_KEYS.slice(0, isCertified ? undefined : some);
		passes.push(...lessons.map((lesson) => ({ personId, lesson, at: later() })));
		if (isCertified) certified.push({ personId, edition: EDITION, guidelines: 1, at });
		const again = new Date(secondAt.getTime() + random.int(10, 15 * 24 * 60) * 60_000);
		if (hasAgain) accepted.push({ personId, version: 2, language: 'en', at: again });
	}
	await ctx.db.insert(guidelineAcceptances).values(accepted);
	await ctx.db.insert(lessonPasses).values(passes);
	await ctx.db.insert(disclosurePledges).values(pledges);
	await ctx.db.insert(certificates).values(certified);
}
