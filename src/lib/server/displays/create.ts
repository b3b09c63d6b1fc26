import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { contestIdOf } from '../contests/find.ts';
import { displays } from '../db/schema/displays.ts';
import { officeIdOf } from '../people/find.ts';
import { signingKey } from '../programs/keys.ts';
import { signDisplay } from './sign.ts';

/** The address of a display's page, without the origin. Whoever has it sees the public board until it is revoked. */
export function displayPath(contestSlug: string, displayId: string, key: string): string {
	return `/tv/${contestSlug}?key=${signDisplay(displayId, key)}`;
}

/** Makes a screen with its own signed link for one contest. Throws Failure `not_found` for an unknown contest or office. */
export const createDisplay = guarded(
	'createDisplay',
	'displays.write',
	z.strictObject({
		name: textSchema(100),
		contest: z.string().min(1).max(100),
		office: textSchema(200).optional(),
	}),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			const contestId = await contestIdOf(tx, input.contest);
			const officeId = input.office === undefined ? null : await officeIdOf(tx, input.office);
			if (input.office !== undefined && !officeId)
				throw new Failure('not_found', 'There is no such office.', {
					errors: [{ path: 'office', message: 'unknown' }],
				});
			const [row] = await tx.db
				.insert(displays)
				.values({
					name: input.name,
					contestId,
					officeId,
					createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
					createdAt: tx.now,
				})
				.returning({ id: displays.id });
			const { id } = row!;
			await appendAudit(tx, {
				action: 'display.create',
				target: `display:${id}`,
				details: { name: input.name, contest: input.contest },
			});
			return { id, path: displayPath(input.contest, id, await signingKey(tx.db)) };
		}),
);
