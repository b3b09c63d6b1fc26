import { authorise, GUARD, type Ctx } from '../context.ts';
import { newFactId } from '../fact-id.ts';
import { readProgram } from '../programs/queries.ts';
import { recordLate, type Candidate } from './late.ts';

/** A click that another program saw; it has passed rules 1 to 4 there. */
export type OutsideClick = {
	/** The sender's own id: the same id again is the same click. */
	externalId: string;
	linkId: string;
	personId: string;
	postId: string;
	at: Date;
	/** The sender's opaque name for who clicked. */
	visitor: string;
	/** The import that brings it; its marks are then left whole at the end (scoring/marks.ts). */
	importId?: string | null;
};

const HOUR_MS = 3_600_000;

/**
 * Records clicks from outside (API, import, demo) in one transaction, or in the caller's: duplicates are judged by
 * rule 5 whatever order they come in, and earlier recorded ones are judged anew where a late click changes them.
 * Gives the sender's ids: `accepted` are new, `duplicates` were stored before or come twice here.
 */
export const recordClicks = Object.assign(
	async (
		ctx: Ctx,
		clicks: readonly OutsideClick[],
	): Promise<{ accepted: string[]; duplicates: string[] }> => {
		authorise(ctx.actor, 'events.write');
		if (clicks.length === 0) return { accepted: [], duplicates: [] };
		const asSystem: Ctx = { ...ctx, actor: { kind: 'system', name: 'clicks' } };
		const { dedupeHours } = await readProgram(asSystem);
		const externalIds = new Map<string, string>();
		const candidates: Candidate[] = clicks.map((click) => {
			const id = newFactId(Date.now());
			externalIds.set(id, click.externalId);
			return { id, ...click };
		});
		const recorded = await recordLate(ctx.db, candidates, dedupeHours * HOUR_MS);
		const accepted = new Set(recorded.map(({ id }) => externalIds.get(id) ?? ''));
		const seen = new Set<string>();
		const duplicates = clicks
			.map(({ externalId }) => externalId)
			.filter((externalId) => {
				const first = accepted.has(externalId) && !seen.has(externalId);
				seen.add(externalId);
				return !first;
			});
		return { accepted: [...accepted], duplicates };
	},
	{ [GUARD]: { name: 'recordClicks', permission: 'events.write' } as const },
);
