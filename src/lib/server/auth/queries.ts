import { count, eq, gt, and } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';
import { credentials, sessions } from '../db/schema/auth.ts';
import { people, teams } from '../db/schema/people.ts';

/** What the settings page shows of the person who asks: identity, whether there is a password, open sessions. */
export const readAccount = guarded(
	'readAccount',
	'session.end.own',
	z.strictObject({}),
	async (ctx) => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_allowed', 'Only people have an account.');
		const [person] = await ctx.db
			.select({
				name: people.name,
				email: people.email,
				role: people.role,
				team: teams.name,
				title: people.title,
				passwordSince: credentials.updatedAt,
			})
			.from(people)
			.innerJoin(teams, eq(teams.id, people.teamId))
			.leftJoin(credentials, eq(credentials.personId, people.id))
			.where(eq(people.id, actor.id));
		if (!person) throw new Failure('not_found', 'There is no such person.');
		const [open] = await ctx.db
			.select({ sessions: count() })
			.from(sessions)
			.where(and(eq(sessions.personId, actor.id), gt(sessions.expiresAt, ctx.now)));
		return { ...person, role: actor.role, sessions: open?.sessions ?? 0 };
	},
);
