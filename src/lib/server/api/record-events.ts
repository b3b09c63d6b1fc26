import { createHmac, createSecretKey } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { validate } from 'uuid';
import { z } from 'zod';
import {
	eventSchema,
	judgeInstant,
	type OutsideEvent,
	type Rejection,
} from '#lib/domain/events/event.ts';
import { storable } from '#lib/domain/text.ts';
import { recordClicks } from '../clicks/record-events.ts';
import { authorise, GUARD, guarded, withTransaction, type Ctx } from '../context.ts';
import { currentIds } from '../imports/current-ids.ts';
import { inFinalContest } from '../contests/final-boxes.ts';
import { recordConversions } from '../conversions/record.ts';
import { conversionRules, type ConversionRules } from '../conversions/rules.ts';
import { linksBySlug, type LinkBySlug } from '../links/queries.ts';
import { signingKey } from '../programs/keys.ts';
import { recordReadings } from '../readings/record.ts';

/** At most this many in one call (API.md). */
export const MAX_EVENTS = 5000;

export type EventsAnswer = {
	accepted: number;
	duplicates: number;
	rejected: { index: number; id: string | null; reason: Rejection }[];
};

type OwnLink = { linkId: string; personId: string; postId: string };
/** Where an event belongs; for a conversion its click too, where that is known. */
type Place = { link: OwnLink; clickId: string | null; clickedAt: Date | null };
type Placed = Place & { event: OutsideEvent; index: number };

const jsonTexts = (texts: Iterable<string>) =>
	sql`(select x from jsonb_array_elements_text(${JSON.stringify([...texts])}::text::jsonb) x)`;

type Clicked = OwnLink & { clickId: string; clickedAt: Date };

/** The clicks that conversions name, by the portal's id (as `lrl` carries it) and by the sender's own. */
async function clicksNamed(
	ctx: Ctx,
	events: readonly OutsideEvent[],
): Promise<Map<string, Clicked>> {
	const names = new Set(
		events.flatMap((event) => (event.type === 'conversion' ? (event.click ?? []) : [])),
	);
	if (names.size === 0) return new Map();
	const uuids = [...names].filter((name) => validate(name));
	const ms = sql`(extract(epoch from c.at) * 1000)::float8`;
	const rows = (await ctx.db.execute(sql`
		select c.id, c.external_id, c.link_id, c.person_id, c.post_id, ${ms} as at from clicks c
		where c.external_id in ${jsonTexts(names)}
		union
		select c.id, c.external_id, c.link_id, c.person_id, c.post_id, ${ms} as at from clicks c
		where c.id in (select x::uuid from ${jsonTexts(uuids)} s(x))
	`)) as unknown as {
		id: string;
		external_id: string | null;
		link_id: string;
		person_id: string;
		post_id: string;
		at: number;
	}[];
	const found = new Map<string, Clicked>();
	for (const row of rows) {
		const click = {
			clickId: row.id,
			linkId: row.link_id,
			personId: row.person_id,
			postId: row.post_id,
			clickedAt: new Date(Math.round(row.at)),
		};
		found.set(row.id, click);
		if (row.external_id !== null) found.set(row.external_id, click);
	}
	return found;
}

/** How links are found by their slugs: an import, which names the same ones in every batch, remembers them. */
export type ReadLinks = (
	ctx: Ctx,
	slugs: readonly string[],
) => Promise<ReadonlyMap<string, LinkBySlug>>;

/** Where every event belongs; a conversion may name a click of the same call. */
async function linksOf(ctx: Ctx, events: readonly OutsideEvent[], readLinks: ReadLinks) {
	// A token that may write events need not be allowed to read links: this read is the portal's own.
	const own: Ctx = { ...ctx, actor: { kind: 'system', name: 'events' } };
	const slugs = events.flatMap((event) => event.slug ?? []);
	const links = await readLinks(own, slugs);
	const clicks = await clicksNamed(ctx, events);
	const ofSlug = (slug: string): OwnLink | undefined => {
		const link = links.get(slug);
		return link && { linkId: link.id, personId: link.personId, postId: link.postId };
	};
	const inThisCall = new Map(
		events.flatMap((event) => (event.type === 'click' ? [[event.id, event] as const] : [])),
	);
	return (event: OutsideEvent): Place | undefined => {
		if (event.slug !== undefined) {
			const link = ofSlug(event.slug);
			return link && { link, clickId: null, clickedAt: null };
		}
		const name = event.type === 'conversion' ? (event.click ?? '') : '';
		// UUIDs are stored in lower case.
		const click = clicks.get(name) ?? clicks.get(name.toLowerCase());
		if (click) return { link: click, clickId: click.clickId, clickedAt: click.clickedAt };
		const sent = inThisCall.get(name);
		const link = sent && ofSlug(sent.slug);
		return link && { link, clickId: null, clickedAt: sent.at };
	};
}

/** Stores what was judged to be right; gives the ids that were new. */
async function store(
	tx: Ctx,
	placed: readonly Placed[],
	rules: ConversionRules,
	importId: string | null,
): Promise<Set<string>> {
	// A key object spares 8 of the 10 µs that createHmac takes for bytes.
	const key = createSecretKey(Buffer.from(await signingKey(tx.db), 'base64url'));
	// Whatever the sender calls a visitor, an address even, only its keyed hash is stored.
	const visitorName = (visitor: string) =>
		createHmac('sha256', key).update(`visitor:${visitor}`).digest('base64url').slice(0, 22);
	const base = ({ event, link }: Placed) => ({
		externalId: event.id,
		linkId: link.linkId,
		personId: link.personId,
		postId: link.postId,
		at: event.at,
		importId,
	});
	const clicks = await recordClicks(
		tx,
		placed.flatMap((item) =>
			item.event.type === 'click'
				? [{ ...base(item), visitor: visitorName(item.event.visitor) }]
				: [],
		),
	);
	const readings = await recordReadings(
		tx,
		placed.flatMap((item) =>
			item.event.type === 'reading'
				? [{ ...base(item), metric: item.event.metric, total: item.event.total }]
				: [],
		),
	);
	const events = placed.map((item) => item.event);
	const named = await clicksNamed(tx, events);
	const conversions = await recordConversions(
		tx,
		placed.flatMap((item) => {
			const { event } = item;
			if (event.type !== 'conversion') return [];
			const clickId = item.clickId ?? named.get(event.click ?? '')?.clickId ?? null;
			return [{ ...base(item), clickId, kind: event.kind, ...rules.worthOf(event) }];
		}),
	);
	return new Set([...clicks.accepted, ...readings, ...conversions]);
}

/** For the answer, which a webhook's sender is given again: it is stored. */
const idOf = (event: unknown): string | null => {
	const id = (event as { id?: unknown } | null)?.id;
	return typeof id === 'string' ? storable(id.slice(0, 200)) : null;
};

type Manner = { importId?: string | null; readLinks?: ReadLinks };

/**
 * The one door for facts from outside, in the caller's transaction; see `recordEvents`. Those of an import leave no marks:
 * it leaves them whole at its end. Needs events.write.
 */
export const takeEvents = Object.assign(
	async (
		tx: Ctx,
		events: readonly unknown[],
		{ importId = null, readLinks = linksBySlug }: Manner = {},
	): Promise<EventsAnswer> => {
		authorise(tx.actor, 'events.write');
		const rejected: EventsAnswer['rejected'] = [];
		const reject = (index: number, reason: Rejection) =>
			rejected.push({ index, id: idOf(events[index]), reason });
		const valid = events.flatMap((sent, index) => {
			const parsed = eventSchema.safeParse(sent);
			if (!parsed.success) reject(index, 'invalid');
			return parsed.success ? [{ event: parsed.data, index }] : [];
		});
		const current = await currentIds(
			tx,
			valid.map(({ event }) => event.id),
		);
		const fresh = valid.flatMap(({ event, index }) => {
			const id = current.get(event.id);
			return id === null ? [] : [{ event: id === undefined ? event : { ...event, id }, index }];
		});
		const place = await linksOf(
			tx,
			fresh.map(({ event }) => event),
			readLinks,
		);
		const rules = await conversionRules(
			tx,
			fresh.map(({ event }) => event),
		);
		const placed = fresh.flatMap(({ event, index }): Placed[] => {
			const where = place(event);
			const reason = where
				? (judgeInstant(event.at, tx.now) ?? rules.judge(event, where.clickedAt))
				: 'unknown_link';
			if (reason) reject(index, reason);
			return where && !reason ? [{ event, index, ...where }] : [];
		});
		const isFinal = await inFinalContest(
			tx,
			placed.map(({ event, link }) => ({ personId: link.personId, at: event.at })),
		);
		const once = new Map<string, Placed>();
		for (const item of placed) {
			if (isFinal({ personId: item.link.personId, at: item.event.at }))
				reject(item.index, 'contest_final');
			else if (!once.has(item.event.id)) once.set(item.event.id, item);
		}
		const accepted = await store(tx, [...once.values()], rules, importId);
		rejected.sort((a, b) => a.index - b.index);
		const duplicates = events.length - rejected.length - accepted.size;
		return { accepted: accepted.size, duplicates, rejected };
	},
	{ [GUARD]: { name: 'takeEvents', permission: 'events.write' } as const },
);

/**
 * Takes events from outside: each is judged alone, and all that are right are stored in one transaction with their
 * marks. An id that was stored before, or comes again in this call, is a duplicate and changes nothing. Rejected, by
 * index: `invalid`, also of a kind of conversion that is off; `unknown_link`; `too_old` and `in_future` (domain/events), the
 * first also of a conversion after its click's window; `contest_final`, a fact inside a final
 * contest for which its person competes.
 */
export const recordEvents = guarded(
	'recordEvents',
	'events.write',
	z.strictObject({ events: z.array(z.unknown()).max(MAX_EVENTS) }),
	(ctx, input): Promise<EventsAnswer> => withTransaction(ctx, (tx) => takeEvents(tx, input.events)),
);
