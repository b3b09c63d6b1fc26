import { z } from 'zod';
import { optionalTextSchema, plainTextSchema } from '../learn/plain.ts';
import { webAddressSchema } from '../posts/address.ts';
import { MOST } from './most.ts';

export * from './most.ts';

export const PROPOSAL_STATES = ['open', 'accepted', 'declined'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** A suggestion as it comes in: an address, a text, or both. */
export const proposalSchema = z
	.strictObject({
		title: plainTextSchema(MOST.title),
		url: z
			.string()
			.trim()
			.transform((text) => (text === '' ? null : text))
			.pipe(z.union([z.null(), webAddressSchema])),
		text: optionalTextSchema(MOST.text),
		why: plainTextSchema(MOST.why),
	})
	.refine(({ url, text }) => url !== null || text !== null, {
		path: ['url'],
		message: 'an address or a text is needed',
	});

/** A suggestion as colleagues and owners see it; instants are RFC 3339 in UTC. */
export type ProposalView = {
	id: string;
	title: string;
	url: string | null;
	text: string | null;
	why: string;
	state: ProposalState;
	note: string | null;
	createdAt: string;
	by: { externalId: string; name: string; avatarSeed: string };
	votes: number;
	/** Whether the reader voted for it, and whether it is the reader's own. */
	voted: boolean;
	own: boolean;
	/** A story at the same address, which the owner should know of. */
	story: { title: string } | null;
};
