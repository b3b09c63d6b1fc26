import { and, eq, sql } from 'drizzle-orm';
import { samePrizes } from '#lib/domain/contest/difference.ts';
import type { Prize } from '#lib/domain/contest/new-contest.ts';
import type { Rules } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import type { Ctx } from '../context.ts';
import { contestRules } from '../db/schema/contests.ts';
import { notify } from '../notices/notify.ts';
import { closingTableOf } from './closing-table.ts';
import { competitors } from './competitors.ts';
import { RING_MARKS } from './deed.ts';
import type { LockedContest } from './lock.ts';
import { currentPrizes, writePrizes } from './prize-rows.ts';

export type RuleChange = { name: string; rules: Rules; prizes: Prize[]; reason?: string };

const sameRules = (a: Rules, b: Rules) => JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));

/** The same with its fields by name: two schemas' outputs may name them in another order. */
function ordered(value: unknown): unknown {
	if (value instanceof Date || value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return value.map(ordered);
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, one]) => one !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, one]) => [key, ordered(one)]),
	);
}

/**
 * Gives a locked contest other rules, prizes or another name, in the caller's transaction. Before its start they change
 * in place. Of a started one other rules or prizes are a new version: it needs a reason, keeps the public table that the
 * old one closed with, and tells everybody who competes. Either way the whole contest is scored anew. Gives the version
 * that holds now. Throws Failure `invalid` at `reason`.
 */
export async function changeRules(
	tx: Ctx,
	contest: LockedContest,
	change: RuleChange,
	{ started }: { started: boolean },
): Promise<number> {
	const before = await currentPrizes(tx, contest.id);
	const rulesMoved = !sameRules(contest.rules, change.rules);
	const prizesMoved = !samePrizes(before, change.prizes);
	const isVersion = started && (rulesMoved || prizesMoved);
	if (isVersion && !change.reason) {
		throw new Failure('invalid', 'Say why the rules of a running contest change.', {
			reason: 'reason_missing',
			errors: [{ path: 'reason', message: 'must not be empty' }],
		});
	}
	const version = isVersion
		? await addVersion(tx, contest, change, before)
		: await overwrite(tx, contest, change);
	if (prizesMoved) await writePrizes(tx, contest.id, change.prizes);
	const { startsAt, endsAt } = change.rules;
	await tx.db.execute(sql`
		update contests set name = ${change.name}, rules_version = ${version}, revision = revision + 1,
			starts_at = ${startsAt.toISOString()}::timestamptz, ends_at = ${endsAt.toISOString()}::timestamptz,
			rescore_needed = rescore_needed or ${rulesMoved}
		where id = ${contest.id}`);
	await appendAudit(tx, {
		action: isVersion ? 'contest.version' : 'contest.change',
		target: `contest:${contest.id}`,
		details: {
			slug: contest.slug,
			...(change.reason ? { reason: change.reason } : {}),
			before: {
				name: contest.name,
				version: contest.rulesVersion,
				rules: contest.rules,
				prizes: before,
			},
			after: { name: change.name, version, rules: change.rules, prizes: change.prizes },
		},
	});
	if (isVersion) await tell(tx, contest, change, version);
	await tx.db.execute(RING_MARKS);
	return version;
}

async function addVersion(
	tx: Ctx,
	contest: LockedContest,
	change: RuleChange,
	before: Prize[],
): Promise<number> {
	await tx.db
		.update(contestRules)
		.set({ closingTable: await closingTableOf(tx, contest), prizes: before })
		.where(versionOf(contest));
	const version = contest.rulesVersion + 1;
	await tx.db.insert(contestRules).values({
		contestId: contest.id,
		version,
		rules: change.rules,
		prizes: change.prizes,
		reason: change.reason,
		createdBy: tx.actor.kind === 'person' ? tx.actor.id : null,
	});
	return version;
}

async function overwrite(tx: Ctx, contest: LockedContest, change: RuleChange): Promise<number> {
	await tx.db
		.update(contestRules)
		.set({ rules: change.rules, prizes: change.prizes })
		.where(versionOf(contest));
	return contest.rulesVersion;
}

const versionOf = (contest: LockedContest) =>
	and(eq(contestRules.contestId, contest.id), eq(contestRules.version, contest.rulesVersion));

/** Tells who competed or competes now: who ceases to is concerned most. */
async function tell(tx: Ctx, contest: LockedContest, change: RuleChange, version: number) {
	await notify(tx, {
		people: await competitors(tx, contest.rules.exclude, change.rules.exclude),
		kind: 'rules_changed',
		params: {
			contest: { slug: contest.slug, name: change.name },
			version,
			reason: change.reason ?? '',
		},
		href: `/contests/${contest.slug}/versions`,
		key: `rules_changed ${contest.id} ${version}`,
	});
}
