import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '../context.ts';
import { auditEntries } from '../db/schema/program.ts';

/** Who did it, as the audit keeps it: kind and id, never a name or an address that may change. */
export function auditActor(actor: Actor): string {
	switch (actor.kind) {
		case 'person':
		case 'token':
		case 'display':
			return `${actor.kind}:${actor.id}`;
		case 'system':
			return `system:${actor.name}`;
		case 'visitor':
			return 'visitor';
	}
}

/**
 * Writes down who changed what, in the caller's transaction: call it with the ctx that `withTransaction` gives.
 * `target` names the thing as `noun:id`; `details` must be JSON and must hold no secret and no visitor's address.
 */
export async function appendAudit(
	ctx: Ctx,
	entry: { action: string; target?: string | undefined; details?: Record<string, unknown> },
): Promise<void> {
	await ctx.db.insert(auditEntries).values({
		at: ctx.now,
		actor: auditActor(ctx.actor),
		action: entry.action,
		target: entry.target,
		details: entry.details,
	});
}
