import { inArray, sql } from 'drizzle-orm';
import { dayOf } from '#lib/domain/contest/days.ts';
import { monthAfter, monthBefore, monthBounds } from '#lib/domain/showcase/month.ts';
import type { Ctx } from '../context.ts';
import { notices } from '../db/schema/notices.ts';
import { askAuthors } from '../showcase/ask.ts';
import { curateShowcase } from '../showcase/curate.ts';
import { readDesk, type Desk } from '../showcase/desk.ts';
import { answerShowcase } from '../showcase/permit.ts';
import { prepareShowcases } from '../showcase/prepare.ts';
import { publishShowcase } from '../showcase/publish.ts';
import { asPerson } from './as-person.ts';

const HOUR = 3_600_000;
const OWNER = 'elena.ferraro';
/** Whom the one-click sign-in of an employee is: asked about a post of theirs in the draft, where one is among the month's candidates. */
const ASKED = 'tom.lindqvist';

/** What the owner says of the posts of a month, from the first place on. */
const COMMENTS = [
	'It takes nerve to write as plainly as this. Customers thanked us for it.',
	'No adjective in it, and every number checked.',
	'Read the comments: half of them are from people we would like to meet.',
	'A first paragraph that our press office would envy.',
	'Short, kind, and in nobody’s words but the author’s.',
];
const INTROS = [
	'A month in which plain words won. Thank you to everybody who shared, and to the five who let us show their posts.',
	'Five posts, five ways of saying what we do without shouting. Take one with you.',
];

/** Everybody who has a place and is not in `apart` agrees to be shown. */
async function agree(ctx: Ctx, desk: Desk, apart: readonly string[] = []): Promise<void> {
	for (const { id, place, person } of desk.entries) {
		if (place === null || apart.includes(person.externalId)) continue;
		const author = await asPerson(ctx, person.externalId, ctx.now);
		await answerShowcase({ ctx: author, input: { entry: id, answer: 'yes' } });
	}
}

/** Comments on those that have a place; the employee's best post has the third one in any case. */
async function curate(ctx: Ctx, month: string, intro: string, told: number, pin?: string) {
	const desk = await readDesk({ ctx, input: { month } });
	const pinned = desk.entries.find(({ person }) => person.externalId === pin);
	const entries = desk.entries
		.filter(({ place, id }) => place !== null || id === pinned?.id)
		.map(({ id, place }) => ({
			...{ id, comment: COMMENTS[place === null || place > told ? -1 : place - 1] ?? '' },
			decision: id === pinned?.id ? ('pin' as const) : ('auto' as const),
			place: id === pinned?.id ? 3 : null,
		}));
	await curateShowcase({ ctx, input: { month, revision: desk.revision, intro, entries } });
}

/** The showcases of the last three months, by the verbs: two are published, the last one is a draft whose authors were asked. */
export async function seedShowcase(ctx: Ctx, zone: string): Promise<void> {
	const last = monthBefore(dayOf(ctx.now, zone).slice(0, 7));
	const months = [monthBefore(monthBefore(last)), monthBefore(last), last];
	for (const [index, month] of months.entries()) {
		const first = monthBounds(monthAfter(month), zone).from.getTime();
		const now = new Date(Math.min(first + 9 * HOUR, ctx.now.getTime()));
		await prepareShowcases({ ctx: { ...ctx, now }, input: {} });
		const owner = await asPerson(ctx, OWNER, now);
		const published = month !== last;
		await curate(owner, month, published ? INTROS[index]! : '', published ? 5 : 2, ASKED);
		await askAuthors({ ctx: owner, input: { month } });
		const desk = await readDesk({ ctx: owner, input: { month } });
		const waiting = published
			? []
			: [
					ASKED,
					...desk.entries.filter(({ place }) => (place ?? 0) > 3).map((e) => e.person.externalId),
				];
		await agree({ ...ctx, now }, desk, waiting);
		if (!published) continue;
		const { revision } = await readDesk({ ctx: owner, input: { month } });
		await publishShowcase({ ctx: owner, input: { month, revision, letter: false } });
	}
	// Read since: the draft's is news.
	await ctx.db
		.update(notices)
		.set({ readAt: sql`created_at` })
		.where(inArray(notices.key, [`showcase:${months[0]}`, `showcase:${months[1]}`]));
}
