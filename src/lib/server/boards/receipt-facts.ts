import { sql } from 'drizzle-orm';
import type { Metric } from '#lib/domain/contest/rules.ts';
import type { Db } from '../db/client.ts';
import { notUndone } from '../imports/undone.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import { instantOf, named, texts } from './audience-facts.ts';
import { ms } from './standing-rows.ts';

type OfLink = {
	id: string;
	at: Date;
	link: string;
	post: string;
	slug: string;
	network: string;
	title: string;
	/** Of the post on its network, once its writer said where it stands. */
	address: string | null;
	sharedAt: Date;
};

/** A click with its verdict or a conversion; `voided` is the reason of an active void. */
export type SingleFact = OfLink & {
	verdict: string;
	voided: string | null;
	/** Of a conversion: the name of its kind, and its value with a currency where it has one. */
	kind: string | null;
	value: string | null;
	currency: string | null;
};
export type ReadingFact = OfLink & { metric: Metric; total: number };
export type AdjustmentFact = { id: string; at: Date; points: number; reason: string };

type Raw<T> = Omit<T, 'at' | 'sharedAt'> & { at: number; sharedAt: number };
const read = <T extends OfLink>(row: Raw<T>): T =>
	({
		...row,
		at: new Date(Math.round(row.at)),
		sharedAt: new Date(Math.round(row.sharedAt)),
	}) as unknown as T;

/** Facts this long before the start are listed as outside: somebody who looks for yesterday's click finds it. */
const BEFORE_MS = 7 * 86_400_000;

const LINK_COLUMNS = sql`
	coalesce(f.external_id, f.id::text) as id, ${ms(sql`f.at`)} as at, f.link_id as link, f.post_id as post,
	l.slug, l.network, po.title, sh.address, ${ms(sql`l.shared_at`)} as "sharedAt"`;
const LINK_JOINS = sql`join links l on l.id = f.link_id join posts po on po.id = f.post_id
	left join shares sh on sh.link_id = l.id`;

/**
 * Everything recorded about a person (own id) that a contest may count, or almost: clicks of every verdict, voided
 * facts, a week before the start and the time of settling after the end. Only metrics that the rules name. `until`
 * leaves out facts from an instant on.
 */
export async function factsOfPerson(
	db: Db,
	contest: LoadedContest,
	personId: string,
	until: Date | null,
): Promise<{
	click: SingleFact[];
	conversion: SingleFact[];
	readings: ReadingFact[];
	adjustments: AdjustmentFact[];
}> {
	const { startsAt, endsAt, settleHours, metrics } = contest.rules;
	const last = new Date(endsAt.getTime() + settleHours * 3_600_000);
	const to = instantOf(until && until < last ? until : last);
	const from = instantOf(new Date(startsAt.getTime() - BEFORE_MS));
	const click = metrics.click
		? ((await db.execute(sql`
			select ${LINK_COLUMNS}, f.verdict, v.reason as voided, null as kind, null as value, null as currency
			from clicks f ${LINK_JOINS}
			left join lateral (
				select v.reason from voids v where v.person_id = f.person_id and v.lifted_at is null and (
					v.click_id = f.id or (v.click_id is null and v.conversion_id is null
						and (v.link_id is null or v.link_id = f.link_id)
						and (v.from_at is null or f.at >= v.from_at) and (v.to_at is null or f.at < v.to_at)))
				order by v.id limit 1
			) v on true
			where f.person_id = ${personId} and f.at >= ${from} and f.at < ${to}
				and ${notUndone('f')}`)) as unknown as Raw<SingleFact>[])
		: [];
	const conversion = metrics.conversion
		? ((await db.execute(sql`
			select ${LINK_COLUMNS}, 'valid' as verdict, v.reason as voided, coalesce(k.name, f.kind) as kind,
				f.value::text as value, f.currency
			from conversions f ${LINK_JOINS} left join conversion_kinds k on k.kind = f.kind
			left join lateral (
				select v.reason from voids v
				where v.conversion_id = f.id and v.person_id = f.person_id and v.lifted_at is null
				order by v.id limit 1
			) v on true
			where f.person_id = ${personId} and f.at >= ${from} and f.at < ${to}
				and ${notUndone('f')}`)) as unknown as Raw<SingleFact>[])
		: [];
	const readings = (await db.execute(sql`
		select ${LINK_COLUMNS}, f.metric, f.total from readings f ${LINK_JOINS}
		where f.person_id = ${personId} and f.at < ${to} and ${notUndone('f')}
			and f.metric = any(${texts(named(contest, ['like', 'comment', 'reshare']))})`)) as unknown as Raw<ReadingFact>[];
	const adjustments = (await db.execute(sql`
		select coalesce(external_id, id::text) as id, ${ms(sql`at`)} as at, points, reason from adjustments
		where contest_id = ${contest.id} and person_id = ${personId}
			${until ? sql`and at < ${instantOf(until)}` : sql``}`)) as unknown as (Omit<
		AdjustmentFact,
		'at'
	> & { at: number })[];
	return {
		click: click.map(read),
		conversion: conversion.map(read),
		readings: readings.map(read),
		adjustments: adjustments.map((row) => ({ ...row, at: new Date(Math.round(row.at)) })),
	};
}
