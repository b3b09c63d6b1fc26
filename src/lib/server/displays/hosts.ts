import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { displayHosts } from '../db/schema/displays.ts';
import { offices, people } from '../db/schema/people.ts';
import { officeIdOf, personIdOf } from '../people/find.ts';

/**
 * The offices (own ids) whose screens the actor looks after; null: all of them, and those of no office, for owners. Throws
 * Failure `not_allowed` for who looks after none.
 */
export async function hostedOffices(ctx: Ctx): Promise<string[] | null> {
	if (may(ctx.actor, 'displays.write')) return null;
	const none = new Failure('not_allowed', 'This is for owners and for hosts of an office.');
	if (ctx.actor.kind !== 'person') throw none;
	const rows = await ctx.db
		.select({ officeId: displayHosts.officeId })
		.from(displayHosts)
		.where(eq(displayHosts.personId, ctx.actor.id));
	if (rows.length === 0) throw none;
	return rows.map(({ officeId }) => officeId);
}

/** The office of that name, if the actor looks after its screens; null for no name, which only owners may leave out. */
export async function hostedOffice(ctx: Ctx, name: string | undefined): Promise<string | null> {
	const hosted = await hostedOffices(ctx);
	const officeId = name === undefined ? null : await officeIdOf(ctx, name);
	const unknown = name !== undefined && officeId === null;
	// Which other offices there are is not for hosts to try out.
	if (unknown || (hosted !== null && (officeId === null || !hosted.includes(officeId))))
		throw new Failure('not_found', 'There is no such office.', {
			errors: [{ path: 'office', message: 'unknown' }],
		});
	return officeId;
}

/** Whether the person who asks looks after the screens of any office without being an owner: for the menu. */
export async function isHost(ctx: Ctx): Promise<boolean> {
	if (ctx.actor.kind !== 'person') return false;
	const rows = await ctx.db
		.select({ officeId: displayHosts.officeId })
		.from(displayHosts)
		.where(eq(displayHosts.personId, ctx.actor.id))
		.limit(1);
	return rows.length > 0;
}

const oneHost = z.strictObject({ office: textSchema(200), person: externalIdSchema });

async function idsOf(ctx: Ctx, input: z.output<typeof oneHost>) {
	const officeId = await officeIdOf(ctx, input.office);
	if (!officeId)
		throw new Failure('not_found', 'There is no such office.', {
			errors: [{ path: 'office', message: 'unknown' }],
		});
	return { officeId, personId: await personIdOf(ctx, input.person) };
}

/** Lets somebody look after the screens of an office. Doing it twice changes nothing. Throws Failure `not_found`. */
export const grantHost = guarded('grantHost', 'displays.write', oneHost, (ctx, input) =>
	withTransaction(ctx, async (tx) => {
		const ids = await idsOf(tx, input);
		const grantedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
		const granted = await tx.db
			.insert(displayHosts)
			.values({ ...ids, grantedBy, createdAt: tx.now })
			.onConflictDoNothing()
			.returning({ officeId: displayHosts.officeId });
		if (granted.length > 0)
			await appendAudit(tx, {
				action: 'display.host.grant',
				target: `person:${ids.personId}`,
				details: { office: input.office },
			});
	}),
);

/** Ends it, at once. Doing it twice changes nothing. Throws Failure `not_found`. */
export const endHost = guarded('endHost', 'displays.write', oneHost, (ctx, input) =>
	withTransaction(ctx, async (tx) => {
		const { officeId, personId } = await idsOf(tx, input);
		const ended = await tx.db
			.delete(displayHosts)
			.where(and(eq(displayHosts.officeId, officeId), eq(displayHosts.personId, personId)))
			.returning({ officeId: displayHosts.officeId });
		if (ended.length > 0)
			await appendAudit(tx, {
				action: 'display.host.end',
				target: `person:${personId}`,
				details: { office: input.office },
			});
	}),
);

/** Names of the offices that the actor may put screens into, by name; all of them for owners. Throws Failure `not_allowed`. */
export const listHostedOffices = guarded(
	'listHostedOffices',
	'displays.host',
	z.strictObject({}),
	async (ctx): Promise<string[]> => {
		const hosted = await hostedOffices(ctx);
		const rows = await ctx.db.select({ id: offices.id, name: offices.name }).from(offices);
		return rows
			.filter(({ id }) => hosted === null || hosted.includes(id))
			.map(({ name }) => name)
			.sort((a, b) => (a < b ? -1 : 1));
	},
);

export type HostView = { office: string; person: { externalId: string; name: string } };

/** Who looks after the screens of which office, by office and name; for owners. */
export const listHosts = guarded(
	'listHosts',
	'displays.write',
	z.strictObject({}),
	async (ctx): Promise<HostView[]> => {
		const rows = await ctx.db
			.select({ office: offices.name, externalId: people.externalId, name: people.name })
			.from(displayHosts)
			.innerJoin(offices, eq(offices.id, displayHosts.officeId))
			.innerJoin(people, eq(people.id, displayHosts.personId))
			.orderBy(asc(offices.name), asc(people.name), asc(people.id));
		return rows.map(({ office, ...person }) => ({ office, person }));
	},
);
