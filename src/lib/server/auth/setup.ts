import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { isTimeZone } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { isStorable, slugOf, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { credentials } from '../db/schema/auth.ts';
import { people, teams } from '../db/schema/people.ts';
import { program } from '../db/schema/program.ts';
import { personIdOf } from '../people/find.ts';
import { upsertPeople } from '../people/upsert.ts';
import { signingKey } from '../programs/keys.ts';
import type { CookieToSet } from './cookies.ts';
import { deviceCookie } from './devices.ts';
import { passwordProblem } from './password-policy.ts';
import { hashPassword } from './passwords.ts';
import { startSession } from './sessions.ts';
import { hashSetupToken, isSetUp } from './setup-token.ts';

export const setUpSchema = z
	.strictObject({
		token: z.string().trim().min(1, 'missing').max(200),
		programName: textSchema(100),
		timeZone: z.string().refine(isTimeZone, 'time_zone'),
		name: textSchema(200),
		team: textSchema(200),
		email: z
			.string()
			.refine(isStorable, 'email')
			.trim()
			.toLowerCase()
			.max(254)
			.pipe(z.email('email')),
		password: z.string().max(1000),
		secure: z.boolean(),
	})
	.superRefine((input, context) => {
		const problem = passwordProblem(input.password, input);
		if (problem) context.addIssue({ code: 'custom', path: ['password'], message: problem });
	});

const alreadySetUp = () =>
	new Failure('conflict', 'The program is set up already.', { reason: 'already_set_up' });
const wrongToken = () =>
	new Failure('not_allowed', 'This is not the set-up token of the last start.', {
		reason: 'setup_token',
		errors: [{ path: 'token', message: 'setup_token' }],
	});

/** The person of that e-mail, who may have come through the API before, or a new one. */
async function makeAdmin(ctx: Ctx, who: { name: string; email: string; team: string }) {
	const [before] = await ctx.db
		.select({ externalId: people.externalId, team: teams.name })
		.from(people)
		.innerJoin(teams, eq(teams.id, people.teamId))
		.where(eq(people.email, who.email));
	const externalId = before?.externalId ?? who.email;
	const team = before?.team ?? who.team;
	const asSystem = { ...ctx, actor: { kind: 'system', name: 'setup' } as const };
	const input = { people: [{ ...who, externalId, team, role: 'admin' as const }] };
	await upsertPeople({ ctx: asSystem, input });
	return personIdOf(ctx, externalId);
}

/**
 * The first run: names the program, makes the first admin with a password, signs him in and gives the cookies. The
 * token is used up by the statement that checks it, so of many at once one wins. Throws Failure `not_allowed` (reason
 * `setup_token`), `conflict` (reason `already_set_up`), `invalid` with a word for each field.
 */
export const setUp = guarded(
	'setUp',
	'program.setup',
	setUpSchema,
	async (ctx, { token, programName, timeZone, password, secure, ...who }) => {
		if (await isSetUp(ctx.db)) throw alreadySetUp();
		const tokenHash = hashSetupToken(token);
		const right = and(eq(program.id, 1), eq(program.setupTokenHash, tokenHash));
		const [known] = await ctx.db.select({ id: program.id }).from(program).where(right);
		if (!known) throw wrongToken();
		const passwordHash = await hashPassword(password);

		return withTransaction(ctx, async (tx): Promise<CookieToSet[]> => {
			const settings = { name: programName, slug: slugOf(programName) || 'program', timeZone };
			const used = await tx.db
				.update(program)
				.set({ ...settings, setupTokenHash: null })
				.where(right)
				.returning({ id: program.id });
			if (used.length === 0) throw alreadySetUp();
			const personId = await makeAdmin(tx, who);
			const stored = { passwordHash, updatedAt: ctx.now };
			await tx.db
				.insert(credentials)
				.values({ personId, ...stored })
				.onConflictDoUpdate({ target: credentials.personId, set: stored });
			await appendAudit(tx, { action: 'program.setup', target: `person:${personId}` });
			const key = await signingKey(tx.db);
			return [
				await startSession(tx.db, personId, { secure }),
				deviceCookie(key, who.email, [], { secure }),
			];
		});
	},
);
