import { sql } from 'drizzle-orm';
import type { DisplayBell } from '#lib/domain/displays/programme.ts';
import type { Ctx } from '../context.ts';

/** What NOTIFY says to paired screens: `<bell> <target>`. */
export const DISPLAYS_CHANNEL = 'displays';

/** One screen, those of an office (own ids), or every one. */
export type BellTarget = { display: string } | { office: string } | 'all';

const textOf = (target: BellTarget): string => {
	if (target === 'all') return 'all';
	return 'display' in target ? `display:${target.display}` : `office:${target.office}`;
};

/** Rings when the transaction commits; every instance tells the screens that are connected to it. */
export async function ring(ctx: Ctx, bell: DisplayBell, target: BellTarget): Promise<void> {
	const payload = `${bell} ${textOf(target)}`;
	await ctx.db.execute(sql`select pg_notify(${DISPLAYS_CHANNEL}, ${payload})`);
}
