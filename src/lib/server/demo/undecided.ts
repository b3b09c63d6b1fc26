import { eq } from 'drizzle-orm';
import { createAdjustment } from '../adjustments/create.ts';
import type { Ctx } from '../context.ts';
import { voids } from '../db/schema/facts.ts';
import { people } from '../db/schema/people.ts';
import { createDispute } from '../integrity/dispute.ts';
import { asPerson } from './as-person.ts';
import { DAY } from './pace.ts';

/** The one whose clicks were voided, and the owner who asks a second one for points. */
const OBJECTS = 'casper.lundh';
const ASKS = 'elena.ferraro';
const HOUR = DAY / 24;

/** Leaves work for whoever runs the demo: an objection to answer, and points that a second owner has to agree to. */
export async function leaveUndecided(ctx: Ctx, contest: string): Promise<void> {
	const before = (hours: number) => new Date(ctx.now.getTime() - hours * HOUR);
	const person = await asPerson(ctx, OBJECTS, before(26));
	const [voided] = await ctx.db
		.select({ id: voids.id })
		.from(voids)
		.innerJoin(people, eq(people.id, voids.personId))
		.where(eq(people.externalId, OBJECTS));
	if (voided) {
		await createDispute({
			ctx: person,
			input: {
				...{ contest, target: 'void', id: voided.id },
				text: 'Our customer showed my post on the screens of its training rooms that morning. They can confirm it.',
			},
		});
	}
	await createAdjustment({
		ctx: await asPerson(ctx, ASKS, before(5)),
		input: {
			...{ contest, person: 'linnea.dahlgren', points: 300 },
			reason:
				'Gave the keynote at the Öresund Tech Days; the organiser’s page had no room for her link.',
		},
	});
}
