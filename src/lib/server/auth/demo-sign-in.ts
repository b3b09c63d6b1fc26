import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { ROLES, type Role } from '#lib/domain/people/permissions.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { people, teams } from '../db/schema/people.ts';
import { PERSONAS } from '../demo/personas.ts';
import { readProgram } from '../programs/queries.ts';
import type { CookieToSet } from './cookies.ts';
import { endSession, startSession } from './sessions.ts';

export type Persona = {
	role: Role;
	name: string;
	title: string | null;
	team: string;
	avatarSeed: string;
};

async function findPersonas(ctx: Ctx): Promise<(Persona & { id: string })[]> {
	const { demo } = await readProgram(ctx);
	if (!demo) return [];
	const rows = await ctx.db
		.select({
			id: people.id,
			externalId: people.externalId,
			name: people.name,
			title: people.title,
			avatarSeed: people.avatarSeed,
			team: teams.name,
			role: people.role,
		})
		.from(people)
		.innerJoin(teams, eq(teams.id, people.teamId))
		.where(
			and(
				eq(people.active, true),
				inArray(
					people.externalId,
					PERSONAS.map(({ externalId }) => externalId),
				),
			),
		);
	return PERSONAS.flatMap(({ role, externalId }) => {
		const row = rows.find((one) => one.externalId === externalId && one.role === role);
		return row ? [{ ...row, role }] : [];
	});
}

/** Who may be signed in as by one click: one person for each role in a demo, nobody elsewhere. */
export const listPersonas = guarded(
	'listPersonas',
	'session.start',
	z.strictObject({}),
	async (ctx): Promise<Persona[]> =>
		(await findPersonas(ctx)).map(({ role, name, title, team, avatarSeed }) => ({
			role,
			name,
			title,
			team,
			avatarSeed,
		})),
);

/** Signs in as the demo's person of this role, without a password. Throws Failure `not_found` unless it is a demo. */
export const signInAsPersona = guarded(
	'signInAsPersona',
	'session.start',
	z.strictObject({
		role: z.enum(ROLES),
		replaces: z.string().nullish(),
		secure: z.boolean(),
	}),
	async (ctx, { role, replaces, secure }): Promise<CookieToSet[]> => {
		const persona = (await findPersonas(ctx)).find((one) => one.role === role);
		if (!persona) throw new Failure('not_found', 'There is no such demo person.');
		return withTransaction(ctx, async (tx) => {
			if (replaces) await endSession(tx.db, replaces);
			await appendAudit(tx, {
				action: 'session.start',
				target: `person:${persona.id}`,
				details: { demo: true },
			});
			return [await startSession(tx.db, persona.id, { secure })];
		});
	},
);
