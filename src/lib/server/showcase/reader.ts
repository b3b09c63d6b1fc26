import { randomBytes } from 'node:crypto';
import { Failure } from '#lib/domain/failure.ts';
import type { Ctx } from '../context.ts';

/** The own id of the person who asks. Throws Failure `not_signed_in` for anybody but a person. */
export function showcaseReader({ actor }: Pick<Ctx, 'actor'>): string {
	if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	return actor.id;
}

/** A key that stands in an address: 24 random bytes. */
export const newKey = (): string => randomBytes(24).toString('base64url');
