import { EDITION, isComplete } from '#lib/domain/learn/course.ts';
import type { Ctx } from '../context.ts';
import { certificates } from '../db/schema/learning.ts';
import { leaveMarksIn } from '../scoring/marks.ts';
import { acceptedAt, guidelinesInForce, passesOf } from './in-force.ts';

/**
 * Gives the certificate if its last part was just done, once for each edition, in the caller's transaction; contests that
 * ask for it are told by a mark. Gives whether it is new.
 */
export async function giveCertificate(tx: Ctx, personId: string): Promise<boolean> {
	const inForce = await guidelinesInForce(tx);
	const passed = [...(await passesOf(tx, personId)).keys()];
	const accepted = inForce ? (await acceptedAt(tx, personId, inForce.version)) !== null : false;
	const guidelines = inForce ? { version: inForce.version, accepted } : null;
	if (!isComplete({ passed, guidelines })) return false;
	const given = await tx.db
		.insert(certificates)
		.values({ personId, edition: EDITION, guidelines: inForce?.version ?? null, at: tx.now })
		.onConflictDoNothing()
		.returning({ at: certificates.at });
	if (given.length === 0) return false;
	await leaveMarksIn(tx.db, [{ personId, metric: 'requirement', at: tx.now }]);
	return true;
}
