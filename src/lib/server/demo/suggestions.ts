import { like, sql } from 'drizzle-orm';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { notices } from '../db/schema/notices.ts';
import { proposals } from '../db/schema/proposals.ts';
import { notify } from '../notices/notify.ts';
import { declineProposal } from '../proposals/decide.ts';
import { propose } from '../proposals/propose.ts';
import { voteForProposal } from '../proposals/vote.ts';
import { asPerson } from './as-person.ts';
import type { SeededPost } from './company.ts';
import { DAY } from './pace.ts';
import { PERSONAS } from './personas.ts';
import type { DemoStory } from './stories.ts';

const OWNER = 'elena.ferraro';
const TOM = PERSONAS[0]!.externalId;
const HOUR = DAY / 24;

/** A suggestion that is out by now, as one of the company's stories. */
const ACCEPTED = {
	story: 'story-baking-bread-with-the-stockholm-office',
	by: TOM,
	title: 'Gunnar, the starter of the Stockholm office',
	why: 'Everybody who visits asks about the bread.',
	note: 'Lovely, and it smells good. I gave it another title and a picture of the ovens.',
	votes: ['mira.okafor', 'jonas.berg', 'linnea.dahlgren', 'ana.ruiz', 'sara.holm'],
};

type Suggestion = {
	by: string;
	hours: number;
	title: string;
	url: string;
	text: string;
	why: string;
	votes: string[];
	declined?: string;
};

/** Oldest first; hours before now. */
const SUGGESTED: Suggestion[] = [
	{
		...{ by: 'nikhil.bapat', hours: 9 * 24, url: '', votes: ['ana.ruiz'] },
		title: 'What our largest customer plans for next year',
		text: 'I was in the meeting where they showed it. Other customers would love to read it.',
		why: 'It shows how much they trust us.',
		declined: 'It is theirs to tell, and not public yet. Ask them for a guest post when it is?',
	},
	{
		...{ by: 'linnea.dahlgren', hours: 51, text: '' },
		title: 'Why Postgres is enough for most of us',
		url: 'https://www.example.org/talks/postgres-is-enough',
		why: 'My talk from the Öresund Tech Days. Half of our customers’ engineers were in the room.',
		votes: [TOM, 'jonas.berg', 'elif.kaya', 'aditya.ranade', 'mira.okafor', 'oskar.westin'],
	},
	{
		...{ by: 'giulia.conti', hours: 20, url: '' },
		title: 'Our first apprentice became a team lead',
		text: 'Irene began at the front desk in Milano six years ago. Since Monday she leads the learning team; she would like to tell how.',
		why: 'Nobody tells it better than she does, and we look for apprentices again in spring.',
		votes: ['ana.ruiz', 'nora.hedlund'],
	},
];

/** Who suggested this story, by external id. */
export const proposerOf = (story: DemoStory): string | null =>
	story.externalId === ACCEPTED.story ? ACCEPTED.by : null;

async function vote(ctx: Ctx, id: string, voters: readonly string[], at: Date): Promise<void> {
	for (const voter of voters)
		await voteForProposal({ ctx: await asPerson(ctx, voter, at), input: { id, vote: true } });
}

/** The accepted suggestion beside its story, whose clicks are there by now: the verb would make a new draft of it. */
async function accepted(ctx: Ctx, post: SeededPost): Promise<void> {
	const before = (days: number) => new Date(post.publishedAt.getTime() - days * DAY);
	const { title, why, note } = ACCEPTED;
	const { id } = await propose({
		ctx: await asPerson(ctx, ACCEPTED.by, before(6)),
		input: { title, why, url: '', text: post.summary },
	});
	await vote(ctx, id, ACCEPTED.votes, before(5));
	const owner = await asPerson(ctx, OWNER, before(2));
	const [row] = await ctx.db
		.update(proposals)
		.set({
			...{ state: 'accepted', note, postId: post.id, decidedAt: owner.now },
			decidedBy: owner.actor.kind === 'person' ? owner.actor.id : null,
		})
		.where(sql`${proposals.id} = ${id}::uuid`)
		.returning({ personId: proposals.personId });
	await appendAudit(owner, {
		action: 'proposal.accept',
		target: `proposal:${id}`,
		details: { title, note, post: post.id },
	});
	await notify(owner, {
		...{ people: [row!.personId], kind: 'proposal_decided', key: `proposal:${id}` },
		params: { title, outcome: 'accepted', note },
	});
}

/** What colleagues suggested: one is on the board and credits its proposer, one was declined, two wait for an owner. */
export async function seedSuggestions(ctx: Ctx, posts: readonly SeededPost[]): Promise<void> {
	const before = (hours: number) => new Date(ctx.now.getTime() - hours * HOUR);
	const post = posts.find(({ externalId }) => externalId === ACCEPTED.story);
	if (!post) throw new Error(`The demo company has no ${ACCEPTED.story}.`);
	await accepted(ctx, post);
	for (const { by, hours, votes, declined, ...input } of SUGGESTED) {
		const { id } = await propose({ ctx: await asPerson(ctx, by, before(hours)), input });
		await vote(ctx, id, votes, before(hours / 2));
		if (declined !== undefined) {
			const owner = await asPerson(ctx, OWNER, before(hours / 3));
			await declineProposal({ ctx: owner, input: { id, note: declined } });
		}
	}
	// Read since: the notices' own clock is the database's.
	const decidedAt = sql`(select p.decided_at from proposals p where 'proposal:' || p.id = ${notices.key})`;
	await ctx.db
		.update(notices)
		.set({ createdAt: decidedAt, readAt: sql`${decidedAt} + interval '3 hours'` })
		.where(like(notices.key, 'proposal:%'));
}
