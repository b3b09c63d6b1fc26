import { BADGES } from '#lib/domain/badges/registry.ts';
import { BADGE_KEYS } from '#lib/domain/badges/keys.ts';
import type { Badge, Earned } from '#lib/domain/badges/badge.ts';
import {
	conditionSchema,
	earnedBy,
	isFor,
	type Belongs,
	type Condition,
} from '#lib/domain/badges/condition.ts';
import type { BadgeFacts } from '#lib/domain/badges/facts.ts';
import type { Ctx } from '../context.ts';
import { badgeSettings, ownBadges } from '../db/schema/badges.ts';

/** An own badge of the program. A condition that no longer parses is refused: the caller's read fails. */
export type OwnBadge = {
	id: string;
	name: string;
	description: string;
	mark: string;
	condition: Condition | null;
	createdAt: Date;
};

/** Every badge there is, with what owners decided. */
export type Known = {
	own: Map<string, OwnBadge>;
	/** Badges that are switched off: nobody is awarded them, nobody is shown them. */
	off: Set<string>;
	/** What managers may give by hand. */
	managersMay: Set<string>;
};

/** Reads the own badges and the settings. */
export async function knownBadges(ctx: Pick<Ctx, 'db'>): Promise<Known> {
	const [own, settings] = await Promise.all([
		ctx.db.select().from(ownBadges).orderBy(ownBadges.createdAt).prepare('own_badges').execute(),
		ctx.db.select().from(badgeSettings).prepare('badge_settings').execute(),
	]);
	return {
		own: new Map(
			own.map(({ id, name, description, mark, condition, createdAt }) => [
				id,
				{
					...{ id, name, description, mark, createdAt },
					condition: condition === null ? null : conditionSchema.parse(condition),
				},
			]),
		),
		off: new Set(settings.filter(({ active }) => !active).map(({ badge }) => badge)),
		managersMay: new Set(
			settings.filter(({ managersMay }) => managersMay).map(({ badge }) => badge),
		),
	};
}

export type Wanted = Earned & { badge: string };

/** All that a person's facts have earned of the badges that are on. */
export function wantedOf(
	{ own, off }: Known,
	{ facts, belongs }: { facts: BadgeFacts; belongs: Belongs },
): Wanted[] {
	const shipped = BADGE_KEYS.flatMap((badge) => {
		const { byHand, earned }: Badge = BADGES[badge];
		if (byHand || off.has(badge)) return [];
		return earned(facts).map((one) => ({ ...one, badge }));
	});
	const added = [...own.values()].flatMap(({ id, condition }) =>
		condition && !off.has(id) && isFor(condition.audience, belongs)
			? earnedBy(condition, facts).map((one) => ({ ...one, badge: id as string }))
			: [],
	);
	return [...shipped, ...added];
}
