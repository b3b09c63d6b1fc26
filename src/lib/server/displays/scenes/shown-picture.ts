import type { ShownPicture } from '#lib/domain/displays/content.ts';
import type { Ctx } from '../../context.ts';
import { describedPicture } from '../../pictures/queries.ts';

/** A picture that the portal keeps, with what it shows in words; null when there is none (any more). */
export async function shownPicture(ctx: Ctx, id: string | null): Promise<ShownPicture | null> {
	return id === null ? null : describedPicture({ ctx, input: { id } });
}
