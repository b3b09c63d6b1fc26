import { Failure } from '#lib/domain/failure.ts';
import { freezeInstant, isFrozen, phaseOf, type ContestState } from '#lib/domain/contest/phase.ts';
import { rulesSchema, type Rules } from '#lib/domain/contest/rules.ts';
import { seedHash } from '#lib/domain/prizes/draw.ts';
import type { ContestView, PrizeView } from '#lib/domain/contest/view.ts';

export type ContestRow = ContestState & {
	id: string;
	slug: string;
	name: string;
	rulesVersion: number;
	drawSeed: string;
	revision: number;
	cancelReason: string | null;
	rules: unknown;
};

/** Stored rules as the domain works with them. Throws Failure `unavailable` when they no longer parse: never skipped. */
export function storedRules(slug: string, version: number, stored: unknown): Rules {
	const parsed = rulesSchema.safeParse(stored);
	if (parsed.success) return parsed.data;
	throw new Failure(
		'unavailable',
		`The rules of ${slug}, version ${version}, cannot be read by this version of Laurel.`,
		{ cause: parsed.error },
	);
}

/** A contest's row with its current rules and prizes, as pages, displays and the API read it at `now`. */
export function contestView(row: ContestRow, prizes: PrizeView[], now: Date): ContestView {
	const rules = storedRules(row.slug, row.rulesVersion, row.rules);
	const phase = phaseOf(row, rules, now);
	return {
		slug: row.slug,
		name: row.name,
		phase,
		rulesVersion: row.rulesVersion,
		rules: row.rules as ContestView['rules'],
		startsAt: rules.startsAt.toISOString(),
		endsAt: rules.endsAt.toISOString(),
		timeZone: rules.timeZone,
		frozen: isFrozen(row, rules, now),
		frozenSince: freezeInstant(row, rules)?.toISOString() ?? null,
		heldForReveal: row.heldForReveal ?? false,
		cancelReason: row.cancelReason,
		revision: row.revision,
		prizes,
		drawSeedHash: phase === 'draft' || phase === 'scheduled' ? null : seedHash(row.drawSeed),
	};
}
