import { eq } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { authorise, GUARD, type Ctx } from '../context.ts';
import { program } from '../db/schema/program.ts';

export type Program = {
	name: string;
	/** utm_campaign when no contest is running. */
	slug: string;
	/** IANA zone. */
	timeZone: string;
	demo: boolean;
	dedupeHours: number;
	/** CIDR blocks whose clicks are internal. */
	internalNetworks: string[];
	/** A conversion counts for a click of at most so many days before. */
	conversionDays: number;
};

/** The program's settings, without its secrets. Throws Failure `unavailable` before the program is set up. */
export const readProgram = Object.assign(
	async (ctx: Ctx): Promise<Program> => {
		authorise(ctx.actor, 'program.read');
		const [row] = await ctx.db
			.select({
				name: program.name,
				slug: program.slug,
				timeZone: program.timeZone,
				demo: program.demo,
				dedupeHours: program.dedupeHours,
				internalNetworks: program.internalNetworks,
				conversionDays: program.conversionDays,
			})
			.from(program)
			.where(eq(program.id, 1))
			.limit(1);
		if (!row) throw new Failure('unavailable', 'The program has not been set up yet.');
		return row;
	},
	{ [GUARD]: { name: 'readProgram', permission: 'program.read' } as const },
);
