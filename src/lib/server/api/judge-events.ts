import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { validate } from 'uuid';
import {
	eventSchema,
	judgeInstant,
	type OutsideEvent,
	type Rejection,
} from '#lib/domain/events/event.ts';
import { storable } from '#lib/domain/text.ts';
import type { Ctx } from '../context.ts';
import { inFinalContest } from '../contests/final-boxes.ts';
import { conversionRules, type ConversionRules } from '../conversions/rules.ts';
import { currentIds } from '../imports/current-ids.ts';
import { linksBySlug, type LinkBySlug } from '../links/queries.ts';

/** So many are parsed before whatever else waits goes first: 5,000 at once would hold the boards for 50 ms. */
const EVENTS_PER_TURN = 250;

export type OwnLink = { linkId: string; personId: string; postId: string };
/** Where an event belongs; for a conversion its click too, where that is known. */
type Place = { link: OwnLink; clickId: string | null; clickedAt: Date | null };
/** An event that is right, under the id that it goes by, and where it belongs. */
export type Placed = Place & { event: OutsideEvent; index: number };

const jsonTexts = (texts: Iterable<string>) =>
	sql`(select x from jsonb_array_elements_text(${JSON.stringify([...texts])}::text::jsonb) x)`;

type Clicked = OwnLink & { clickId: string; clickedAt: Date };

/** The clicks that conversions name, by the portal's id (as `lrl` carries it) and by the sender's own. */
export async function clicksNamed(
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

/** For the answer, which a webhook's sender is given again: it is stored. */
const idOf = (event: unknown): string | null => {
	const id = (event as { id?: unknown } | null)?.id;
	return typeof id === 'string' ? storable(id.slice(0, 200)) : null;
};

export type Judged = {
	/** What is to be stored: every id once. */
	right: Placed[];
	rejected: { index: number; id: string | null; reason: Rejection }[];
	/** How conversions are taken now. */
	rules: ConversionRules;
};

/** How links are found; and who looks for final contests, where it is not to be the same transaction. */
export type JudgeManner = { readLinks?: ReadLinks; finals?: Ctx };

/**
 * Judges events from outside, each alone, and stores nothing: what is neither right nor rejected was stored before or comes twice
 * here. The look for final contests keeps those around from becoming final until the transaction of `finals` ends.
 */
export async function judgeEvents(
	ctx: Ctx,
	events: readonly unknown[],
	{ readLinks = linksBySlug, finals = ctx }: JudgeManner = {},
): Promise<Judged> {
	const rejected: Judged['rejected'] = [];
	const reject = (index: number, reason: Rejection) =>
		rejected.push({ index, id: idOf(events[index]), reason });
	const valid: { event: OutsideEvent; index: number }[] = [];
	for (const [index, sent] of events.entries()) {
		if (index > 0 && index % EVENTS_PER_TURN === 0) await nextTurn();
		const parsed = eventSchema.safeParse(sent);
		if (parsed.success) valid.push({ event: parsed.data, index });
		else reject(index, 'invalid');
	}
	const current = await currentIds(
		ctx,
		valid.map(({ event }) => event.id),
	);
	const fresh = valid.flatMap(({ event, index }) => {
		const id = current.get(event.id);
		return id === null ? [] : [{ event: id === undefined ? event : { ...event, id }, index }];
	});
	const place = await linksOf(
		ctx,
		fresh.map(({ event }) => event),
		readLinks,
	);
	const rules = await conversionRules(
		ctx,
		fresh.map(({ event }) => event),
	);
	const placed = fresh.flatMap(({ event, index }): Placed[] => {
		const where = place(event);
		const reason = where
			? (judgeInstant(event.at, ctx.now) ?? rules.judge(event, where.clickedAt))
			: 'unknown_link';
		if (reason) reject(index, reason);
		return where && !reason ? [{ event, index, ...where }] : [];
	});
	const isFinal = await inFinalContest(
		finals,
		placed.map(({ event, link }) => ({ personId: link.personId, at: event.at })),
	);
	const once = new Map<string, Placed>();
	for (const item of placed) {
		if (isFinal({ personId: item.link.personId, at: item.event.at }))
			reject(item.index, 'contest_final');
		else if (!once.has(item.event.id)) once.set(item.event.id, item);
	}
	rejected.sort((a, b) => a.index - b.index);
	return { right: [...once.values()], rejected, rules };
}
