import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';

/** Whose sharing is meant: one's own. Throws Failure `not_signed_in` for anybody but a person. */
export function sharerOf(ctx: Ctx): string {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	return ctx.actor.id;
}
