import { freezeInstant, type ContestState } from '#lib/domain/contest/phase.ts';
import { rulesSchema, type Rules } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';

/** The seed of a contest's advisory lock: whoever holds it in a transaction alone writes its day scores and standings. */
export const CONTEST_LOCK = 7126;

/** A contest as scoring and boards know it. */
export type LoadedContest = ContestState & {
	id: string;
	slug: string;
	rulesVersion: number;
	/** Changes whenever other rules are in force, also when a draft's are overwritten in place. */
	rulesKey: string;
	rules: Rules;
	/** What the standings were counted by and the table is ranked by: the rules before, until new ones are counted. */
	tableVersion: number;
	tableRules: Rules;
	/** See domain/contest/phase.ts: facts from then on are not public. */
	freezeAt: Date | null;
	boardVersion: number;
	/** The version that the public is told: the board's own unless something is hidden. */
	publicVersion: number;
	rebuiltVersion: number;
	boardMoment: string | null;
	/** A full rescore is due or under way: its day scores can't be trusted yet. */
	unscored: boolean;
	/** The database's clock at the look-up. */
	now: Date;
};

export type ContestRow = {
	id: string;
	slug: string;
	rulesVersion: number;
	rulesKey: string;
	rules: string;
	tableVersion: number;
	/** Null where they are the rules in force. */
	tableRules: string | null;
	boardVersion: number;
	publicVersion: number;
	rebuiltVersion: number;
	boardMoment: string | null;
	unscored: boolean;
	publishedAt: number | null;
	frozenAt: number | null;
	unfrozenAt: number | null;
	finalAt: number | null;
	cancelledAt: number | null;
	heldForReveal: boolean;
	now: number;
};

const ms = (column: string, name: string) =>
	`(extract(epoch from ${column}) * 1000)::float8 as "${name}"`;

/** The select list and tables of a ContestRow; instants as milliseconds, which both of our clients read alike. */
export const SELECT_CONTEST = `
	select c.id, c.slug, c.rules_version as "rulesVersion", c.id::text || r.xmin::text || '.' || r.version as "rulesKey",
		r.rules::text as rules, coalesce(s.version, c.rules_version) as "tableVersion", s.rules::text as "tableRules",
		c.board_version::float8 as "boardVersion", c.public_version::float8 as "publicVersion", c.rebuilt_version::float8 as "rebuiltVersion",
		c.board_moment as "boardMoment", c.rescore_needed or c.rescore_started as unscored,
		${ms('c.published_at', 'publishedAt')}, ${ms('c.frozen_at', 'frozenAt')},
		${ms('c.unfrozen_at', 'unfrozenAt')}, ${ms('c.final_at', 'finalAt')},
		${ms('c.cancelled_at', 'cancelledAt')}, c.held_for_reveal as "heldForReveal", ${ms('clock_timestamp()', 'now')}
	from contests c join contest_rules r on r.contest_id = c.id and r.version = c.rules_version
		left join contest_rules s on s.contest_id = c.id and s.version = c.scored_version and s.version <> c.rules_version
			and (c.rescore_needed or c.rescore_started)`;

/** Parsed rules of the contests seen last; parsing takes longer than everything else in an idle look. */
const parsed = new Map<string, Rules>();
const REMEMBERED_RULES = 200;

function rulesOf(slug: string, version: number, key: string, text: string): Rules {
	const known = parsed.get(key);
	if (known) return known;
	const result = rulesSchema.safeParse(JSON.parse(text));
	if (!result.success) {
		throw new Failure(
			'unavailable',
			`The rules of contest ${slug}, version ${version}, can't be read: ${result.error.issues
				.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
				.join('; ')}`,
		);
	}
	if (parsed.size >= REMEMBERED_RULES) parsed.clear();
	parsed.set(key, result.data);
	return result.data;
}

const instant = (milliseconds: number | null) =>
	milliseconds === null ? null : new Date(Math.round(milliseconds));

/** The contest of a row. Throws Failure `unavailable` when its stored rules no longer parse: never skipped in silence. */
export function contestOf(row: ContestRow): LoadedContest {
	const { id, slug, rulesVersion, rulesKey, boardVersion, rebuiltVersion, boardMoment } = row;
	const rules = rulesOf(slug, rulesVersion, rulesKey, row.rules);
	const { tableVersion, tableRules } = row;
	const state: ContestState = {
		publishedAt: instant(row.publishedAt),
		frozenAt: instant(row.frozenAt),
		unfrozenAt: instant(row.unfrozenAt),
		finalAt: instant(row.finalAt),
		cancelledAt: instant(row.cancelledAt),
		heldForReveal: row.heldForReveal,
	};
	const { publicVersion } = row;
	return {
		...state,
		...{
			id,
			slug,
			rulesVersion,
			rulesKey,
			boardVersion,
			publicVersion,
			rebuiltVersion,
			boardMoment,
		},
		unscored: row.unscored,
		rules,
		tableVersion,
		// A version that has been scored is published, and those are never overwritten in place.
		tableRules:
			tableRules === null
				? rules
				: rulesOf(slug, tableVersion, `${id} scored ${tableVersion}`, tableRules),
		freezeAt: freezeInstant(state, rules),
		now: new Date(Math.round(row.now)),
	};
}
