import { createHmac, createSecretKey } from 'node:crypto';
import { z } from 'zod';
import type { Rejection } from '#lib/domain/events/event.ts';
import { recordClicks } from '../clicks/record-events.ts';
import { authorise, GUARD, guarded, withTransaction, type Ctx } from '../context.ts';
import { recordConversions } from '../conversions/record.ts';
import type { ConversionRules } from '../conversions/rules.ts';
import { signingKey } from '../programs/keys.ts';
import { recordReadings } from '../readings/record.ts';
import { clicksNamed, judgeEvents, type JudgeManner, type Placed } from './judge-events.ts';

/** At most this many in one call (API.md). */
export const MAX_EVENTS = 5000;

export type EventsAnswer = {
	accepted: number;
	duplicates: number;
	rejected: { index: number; id: string | null; reason: Rejection }[];
};

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

type Manner = JudgeManner & { importId?: string | null };

/**
 * The one door for facts from outside, in the caller's transaction; see `recordEvents`. Those of an import leave no marks:
 * it leaves them whole at its end. Needs events.write.
 */
export const takeEvents = Object.assign(
	async (
		tx: Ctx,
		events: readonly unknown[],
		{ importId = null, ...manner }: Manner = {},
	): Promise<EventsAnswer> => {
		authorise(tx.actor, 'events.write');
		const { right, rejected, rules } = await judgeEvents(tx, events, manner);
		const accepted = await store(tx, right, rules, importId);
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
