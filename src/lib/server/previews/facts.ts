import { sql, type SQL } from 'drizzle-orm';
import type { PersonFacts, ReadingFact, SingleFact } from '#lib/domain/whatif/tally.ts';
import { Failure } from '#lib/domain/failure.ts';
import { CLICK_NOT_VOIDED, CONVERSION_NOT_VOIDED, instantOf } from '../boards/audience-facts.ts';
import {
	ms,
	notErasedBefore,
	PERSON_COLUMNS,
	PERSON_JOINS,
	type PersonDetails,
} from '../boards/standing-rows.ts';
import type { Db } from '../db/client.ts';
import { notUndone } from '../imports/undone.ts';

/** About 600 bytes a fact while it is looked at: at most 300 MB. */
export const MOST_FACTS = 500_000;

/** What is read: facts dated in [from, to), readings from ever before `to`, the adjustments of one contest. */
export type Span = {
	contestId: string;
	from: Date;
	to: Date;
	/** Adjustments dated in the span only; else all of the contest's, whenever they are dated. */
	adjustmentsInside: boolean;
};

type Lists = {
	singles: SingleFact[];
	readings: ReadingFact[];
	adjustments: { at: Date; points: number }[];
};

export type ReadFacts = {
	people: PersonDetails[];
	/** By the portal's own id; who has none is left out. */
	ofPerson: Map<string, PersonFacts>;
	/** How many were read. */
	count: number;
};

type RawSingle = { personId: string; id: string; at: number; post: string; link: string } & {
	sharedAt: number;
};

const COLUMNS = sql`
	f.person_id as "personId", coalesce(f.external_id, f.id::text) as id, ${ms(sql`f.at`)} as at,
	f.post_id as post, f.link_id as link, ${ms(sql`l.shared_at`)} as "sharedAt"`;

const date = (milliseconds: number) => new Date(Math.round(milliseconds));

/**
 * Everything that rules may count of everybody in a span, as the scorer reads it: valid clicks and conversions that no
 * void takes out, readings, adjustments. Throws Failure `too_large` above `most` facts.
 */
export async function readFacts(
	db: Pick<Db, 'execute'>,
	span: Span,
	most = MOST_FACTS,
): Promise<ReadFacts> {
	const { contestId, from, to } = span;
	const ofPerson = new Map<string, Lists>();
	const listsOf = (personId: string): Lists => {
		let lists = ofPerson.get(personId);
		if (!lists) ofPerson.set(personId, (lists = { singles: [], readings: [], adjustments: [] }));
		return lists;
	};
	let count = 0;
	const read = async <T>(query: SQL): Promise<T[]> => {
		const rows = (await db.execute(sql`${query} limit ${most - count + 1}`)) as unknown as T[];
		count += rows.length;
		if (count > most) {
			throw new Failure(
				'too_large',
				`There are more than ${most} facts in this time; choose a shorter one.`,
				{ reason: 'too_many_facts' },
			);
		}
		return rows;
	};
	const within = sql`f.at >= ${instantOf(from)} and f.at < ${instantOf(to)}`;
	for (const metric of ['click', 'conversion'] as const) {
		const counts =
			metric === 'click' ? sql`f.verdict = 'valid' and ${CLICK_NOT_VOIDED}` : CONVERSION_NOT_VOIDED;
		const rows = await read<RawSingle>(sql`
			select ${COLUMNS} from ${metric === 'click' ? sql`clicks` : sql`conversions`} f
				join links l on l.id = f.link_id
			where ${within} and ${counts}`);
		for (const { personId, id, at, post, link, sharedAt } of rows) {
			const fact = { metric, id, at: date(at), post, link, sharedAt: date(sharedAt) };
			listsOf(personId).singles.push(fact);
		}
	}
	const readings = await read<RawSingle & { metric: string; total: number }>(sql`
		select ${COLUMNS}, f.metric, f.total from readings f join links l on l.id = f.link_id
		where f.at < ${instantOf(to)} and f.metric in ('like', 'comment', 'reshare') and ${notUndone('f')}`);
	for (const { personId, at, sharedAt, ...rest } of readings) {
		const fact = { ...rest, at: date(at), sharedAt: date(sharedAt) };
		listsOf(personId).readings.push(fact);
	}
	const adjustments = await read<{ personId: string; at: number; points: number }>(sql`
		select f.person_id as "personId", ${ms(sql`f.at`)} as at, f.points from adjustments f
		where f.contest_id = ${contestId} and ${span.adjustmentsInside ? within : sql`true`}`);
	for (const { personId, at, points } of adjustments) {
		listsOf(personId).adjustments.push({ at: date(at), points });
	}
	const people = (await db.execute(
		sql`select ${PERSON_COLUMNS} from people p ${PERSON_JOINS} where ${notErasedBefore(from)}`,
	)) as unknown as PersonDetails[];
	return { people, ofPerson, count };
}
