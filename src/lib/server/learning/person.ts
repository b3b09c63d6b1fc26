import { Failure } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '../context.ts';

/** The person who asks: learning is one's own. Throws Failure `not_allowed` for tokens, displays and jobs. */
export function learner(ctx: Pick<Ctx, 'actor'>): Extract<Actor, { kind: 'person' }> {
	if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
	return ctx.actor;
}
