import { and, eq, isNull } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { contests } from '../db/schema/contests.ts';
import { offices } from '../db/schema/people.ts';
import { displays } from '../db/schema/displays.ts';
import { signingKey } from '../programs/keys.ts';
import { openDisplayKey } from './sign.ts';

export type VerifiedDisplay = {
	id: string;
	contestId: string;
	name: string;
	office: string | null;
};

/**
 * The display that this link's key opens for this contest, or null: a wrong signature, another contest and a revoked
 * display look the same. The answer is who is asking, so there is nobody to authorise before it.
 */
export async function verifyDisplayKey(
	db: Db,
	contestSlug: string,
	key: string,
): Promise<VerifiedDisplay | null> {
	const id = openDisplayKey(key, await signingKey(db));
	if (!id) return null;
	const [row] = await db
		.select({
			id: displays.id,
			contestId: contests.id,
			name: displays.name,
			office: offices.name,
		})
		.from(displays)
		.innerJoin(contests, eq(contests.id, displays.contestId))
		.leftJoin(offices, eq(offices.id, displays.officeId))
		.where(and(eq(displays.id, id), eq(contests.slug, contestSlug), isNull(displays.revokedAt)))
		.limit(1);
	return row ?? null;
}
