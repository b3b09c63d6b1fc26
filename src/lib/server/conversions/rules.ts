import { worthOf } from '#lib/domain/conversions/kind.ts';
import { isLate } from '#lib/domain/conversions/window.ts';
import type { OutsideEvent } from '#lib/domain/events/event.ts';
import type { Ctx } from '../context.ts';
import { conversionKinds } from '../db/schema/conversions.ts';
import { readProgram } from '../programs/queries.ts';

type Conversion = Extract<OutsideEvent, { type: 'conversion' }>;

export type ConversionRules = {
	/**
	 * Why the program does not take an event, or null: `invalid` for a kind that is switched off, `too_old` when its click
	 * (null: not known) was longer before than the window. Other events than conversions are none of its business.
	 */
	judge(event: OutsideEvent, clickedAt: Date | null): 'invalid' | 'too_old' | null;
	/** Value and currency as they are stored. */
	worthOf(conversion: Conversion): { value: string | null; currency: string | null };
};

/** The program's rules for the conversions among these events; without any nothing is read. */
export async function conversionRules(
	ctx: Ctx,
	events: readonly OutsideEvent[],
): Promise<ConversionRules> {
	const sent = new Set(events.flatMap((event) => (event.type === 'conversion' ? event.kind : [])));
	if (sent.size === 0)
		return { judge: () => null, worthOf: (conversion) => worthOf(conversion, undefined) };
	const own: Ctx = { ...ctx, actor: { kind: 'system', name: 'conversions' } };
	const { conversionDays } = await readProgram(own);
	const rows = await ctx.db.select().from(conversionKinds);
	const kinds = new Map(rows.map((row) => [row.kind, row]));
	return {
		judge(event, clickedAt) {
			if (event.type !== 'conversion') return null;
			if (kinds.get(event.kind)?.active === false) return 'invalid';
			return clickedAt && isLate(clickedAt, event.at, conversionDays) ? 'too_old' : null;
		},
		worthOf: (conversion) => worthOf(conversion, kinds.get(conversion.kind)),
	};
}
