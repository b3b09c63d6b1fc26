import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';

/** Whose notices are meant: one's own, nobody reads another's. Throws Failure `not_signed_in` for anybody but a person. */
export function readerOf(ctx: Ctx): string {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	return ctx.actor.id;
}
