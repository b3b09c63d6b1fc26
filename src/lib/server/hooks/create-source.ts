import { z } from 'zod';
import { contestSlugSchema } from '#lib/domain/contest/new-contest.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { hookSecrets, hookSources } from '../db/schema/hooks.ts';
import { newSecret } from './signature.ts';

/** Lets a system send webhooks to /api/v1/hooks/<name>. Gives its secret, this once. Throws Failure `conflict` on a name that is taken. */
export const createHookSource = guarded(
	'createHookSource',
	'hooks.write',
	z.strictObject({ name: contestSlugSchema }),
	(ctx, { name }) =>
		withTransaction(ctx, async (tx) => {
			const createdBy = tx.actor.kind === 'person' ? tx.actor.id : null;
			const [source] = await tx.db
				.insert(hookSources)
				.values({ name, createdBy, createdAt: tx.now })
				.onConflictDoNothing({ target: hookSources.name })
				.returning({ id: hookSources.id });
			if (!source)
				throw new Failure('conflict', 'Another source has this name.', {
					errors: [{ path: 'name', message: 'is taken' }],
				});
			const secret = newSecret();
			await tx.db.insert(hookSecrets).values({ sourceId: source.id, secret, createdAt: tx.now });
			await appendAudit(tx, {
				action: 'hook.create',
				target: `hook:${source.id}`,
				details: { name },
			});
			return { name, path: `/api/v1/hooks/${name}`, secret };
		}),
);
