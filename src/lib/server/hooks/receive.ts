import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { recordEvents, type EventsAnswer } from '../api/record-events.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { hookMessages, hookSecrets, hookSources } from '../db/schema/hooks.ts';
import { isSigned, isTimely } from './signature.ts';

/** The source that signed this message, by a secret that is valid now. An unknown source looks like a wrong signature. */
async function senderOf(ctx: Ctx, message: z.output<typeof messageSchema>): Promise<string> {
	const rows = await ctx.db
		.select({ id: hookSources.id, secret: hookSecrets.secret })
		.from(hookSecrets)
		.innerJoin(hookSources, eq(hookSources.id, hookSecrets.sourceId))
		.where(
			and(
				eq(hookSources.name, message.source),
				isNull(hookSources.endedAt),
				or(isNull(hookSecrets.endsAt), gt(hookSecrets.endsAt, ctx.now)),
			),
		);
	const secrets = rows.map(({ secret }) => secret);
	if (!rows[0] || !isSigned(message, message.signatures, secrets))
		throw new Failure('not_signed_in', 'The webhook’s signature is not right.', {
			reason: 'bad_signature',
		});
	if (!isTimely(message.timestamp, ctx.now))
		throw new Failure(
			'not_signed_in',
			'The webhook’s timestamp is more than five minutes from now.',
			{ reason: 'bad_timestamp' },
		);
	return rows[0].id;
}

const messageSchema = z.strictObject({
	source: z.string().min(1).max(100),
	/** `webhook-id` */
	id: externalIdSchema,
	/** `webhook-timestamp` */
	timestamp: z.string().max(20),
	/** `webhook-signature` */
	signatures: z.string().max(4096),
	/** Exactly as it came: the signature is of these bytes. */
	body: z.instanceof(Buffer),
	/** The same, parsed. */
	events: z.unknown(),
});

/**
 * Takes a signed webhook (Standard Webhooks 1.0) with the events of API.md: `{events: […]}`. A message has one effect,
 * however often and by however many deliveries at once it comes: each is answered as the first was. Throws Failure
 * `not_signed_in` (reason `bad_signature` or `bad_timestamp`) and `invalid`; then nothing is remembered, and it may be sent again.
 */
export const receiveHook = guarded(
	'receiveHook',
	'hooks.receive',
	messageSchema,
	async (ctx, message): Promise<EventsAnswer> => {
		const sourceId = await senderOf(ctx, message);
		return withTransaction(ctx, async (tx) => {
			const key = { sourceId, messageId: message.id };
			// A delivery of the same message that is under way is waited for here.
			const [first] = await tx.db
				.insert(hookMessages)
				.values({ ...key, createdAt: tx.now })
				.onConflictDoNothing()
				.returning({ id: hookMessages.messageId });
			const isKey = and(
				eq(hookMessages.sourceId, sourceId),
				eq(hookMessages.messageId, message.id),
			);
			if (!first) {
				const [known] = await tx.db
					.select({ answer: hookMessages.answer })
					.from(hookMessages)
					.where(isKey);
				return known!.answer as EventsAnswer;
			}
			const sender: Ctx = { ...tx, actor: { kind: 'system', name: `hook:${message.source}` } };
			const answer = await recordEvents({ ctx: sender, input: message.events as never });
			await tx.db.update(hookMessages).set({ answer }).where(isKey);
			return answer;
		});
	},
);
