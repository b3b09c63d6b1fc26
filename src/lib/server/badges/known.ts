import { sql } from 'drizzle-orm';
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
import { ms } from '../boards/standing-rows.ts';
import type { Ctx } from '../context.ts';
import { executePrepared } from '../db/prepared.ts';

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

type Row = Omit<OwnBadge, 'condition' | 'createdAt'> & { condition: unknown; createdAt: number };
type Setting = { badge: string; active: boolean; managersMay: boolean };

const KNOWN = sql`
	select
		coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name, 'description', o.description,
			'mark', o.mark, 'condition', o.condition, 'createdAt', ${ms(sql`o.created_at`)}) order by o.created_at, o.id)
			from own_badges o), '[]') as own,
		coalesce((select jsonb_agg(jsonb_build_object('badge', s.badge, 'active', s.active, 'managersMay', s.managers_may))
			from badge_settings s), '[]') as settings`;

/** Reads the own badges and the settings, in one trip: it is asked with every fact. */
export async function knownBadges(ctx: Pick<Ctx, 'db'>): Promise<Known> {
	const [row] = await executePrepared<{ own: Row[]; settings: Setting[] }>(ctx.db, KNOWN);
	const { own, settings } = row!;
	return {
		own: new Map(
			own.map(({ id, name, description, mark, condition, createdAt }) => [
				id,
				{
					...{ id, name, description, mark, createdAt: new Date(createdAt) },
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
