import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	canConvert,
	readBeacon,
	type Beacon,
	type Outcome,
} from '#lib/domain/conversions/beacon.ts';
import { recordEvents } from '../api/record-events.ts';
import { guarded, type Ctx } from '../context.ts';
import { signingKey } from '../programs/keys.ts';
import { noteSighting } from './sightings.ts';

/** How many orders of one click are believed: nobody buys more in a visit. */
const MAX_PER_CLICK = 20;

/** The script's conversions are told by it from others'. */
export const SCRIPT_PREFIX = 'lrl.js:';

type Known = {
	origins: string[];
	verdict: string | null;
	brought: number;
	named: boolean;
	active: boolean | null;
	currency: string | null;
};

/** All that has to be known of a message, in one query. */
async function know(ctx: Ctx, { click, kind }: Pick<Beacon, 'click' | 'kind'>): Promise<Known> {
	const rows = (await ctx.db.execute(sql`
		select p.conversion_origins as origins,
			(select verdict from clicks where id = ${click}::uuid) as verdict,
			(select count(*)::int from conversions
				where click_id = ${click}::uuid and starts_with(external_id, ${SCRIPT_PREFIX})) as brought,
			k.kind is not null and k.name is not null as named, k.active, k.currency
		from program p left join conversion_kinds k on k.kind = ${kind} where p.id = 1
	`)) as unknown as Known[];
	return rows[0] ?? { ...NOBODY, origins: [] };
}

const NOBODY = { verdict: null, brought: 0, named: false, active: null, currency: null };
const NO_CLICK = '00000000-0000-0000-0000-000000000000';

/** Why a message is refused before it is recorded, or null. */
function refusalOf(sent: Beacon, known: Known): Outcome | null {
	if (!known.named) return 'unknown_kind';
	if (known.active === false) return 'kind_off';
	if (sent.value !== undefined && sent.currency === undefined && known.currency === null)
		return 'no_currency';
	if (known.verdict === null) return 'unknown_click';
	if (!canConvert(known.verdict)) return 'click_not_counted';
	return known.brought >= MAX_PER_CLICK ? 'too_many' : null;
}

/** The conversion's own id: the same click, kind and order are the same one. An order's id itself is not stored. */
async function idOf(ctx: Ctx, { click, kind, id = '' }: Beacon): Promise<string> {
	const key = await signingKey(ctx.db);
	const text = JSON.stringify(['conversion', click.toLowerCase(), kind, id]);
	const mac = createHmac('sha256', Buffer.from(key, 'base64url')).update(text);
	return SCRIPT_PREFIX + mac.digest('base64url').slice(0, 22);
}

async function record(ctx: Ctx, sent: Beacon, known: Known): Promise<Outcome> {
	const currency = sent.currency ?? known.currency;
	const event = {
		...{ type: 'conversion', id: await idOf(ctx, sent), click: sent.click, kind: sent.kind },
		at: ctx.now.toISOString(),
		...(sent.value === undefined ? {} : { value: sent.value, currency }),
	};
	const sender: Ctx = { ...ctx, actor: { kind: 'system', name: 'lrl.js' } };
	const { accepted, rejected } = await recordEvents({ ctx: sender, input: { events: [event] } });
	const [refused] = rejected;
	if (accepted === 1) return 'taken';
	if (!refused) return 'repeated';
	const { reason } = refused;
	return reason === 'too_old' || reason === 'contest_final' ? reason : 'malformed';
}

/**
 * Takes what the script on the company's site sent. Only from an origin that the program allows, compared letter by
 * letter; a click converts once per kind, or once per order that the page names; after a robot's, a colleague's or the
 * link owner's click nothing does. Gives what became of it, for the page of conversions and never for the sender.
 */
export const takeBeacon = guarded(
	'takeBeacon',
	'conversions.send',
	z.strictObject({ origin: z.string().max(200), body: z.string().max(4096) }),
	async (ctx, { origin, body }): Promise<Outcome> => {
		const sent = readBeacon(body);
		const known = await know(ctx, sent ?? { click: NO_CLICK, kind: '' });
		const isOurs = known.origins.includes(origin);
		const outcome = !isOurs
			? 'wrong_origin'
			: !sent
				? 'malformed'
				: (refusalOf(sent, known) ?? (await record(ctx, sent, known)));
		await noteSighting(ctx, { origin, outcome, isOurs });
		return outcome;
	},
);
