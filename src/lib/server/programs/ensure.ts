import { isTimeZone } from '#lib/domain/contest/rules.ts';
import { slugOf } from '#lib/domain/text.ts';
import type { Db } from '../db/client.ts';
import { program } from '../db/schema/program.ts';
import { newSigningKey } from './keys.ts';

/**
 * Makes the program's one row unless it exists: boot calls it on every start and several instances may at once.
 * An existing program keeps everything, its name and key too. The zone is UTC unless given. Throws RangeError on an
 * unknown zone.
 */
export async function ensureProgram(
	db: Db,
	input: { name: string; demo: boolean; slug?: string; timeZone?: string },
): Promise<{ created: boolean }> {
	const timeZone = input.timeZone ?? 'UTC';
	if (!isTimeZone(timeZone)) throw new RangeError(`No such time zone: ${timeZone}`);
	const made = await db
		.insert(program)
		.values({
			id: 1,
			name: input.name,
			slug: input.slug ?? (slugOf(input.name) || 'program'),
			timeZone,
			demo: input.demo,
			signingKey: newSigningKey(),
		})
		.onConflictDoNothing()
		.returning({ id: program.id });
	return { created: made.length === 1 };
}
