import type { Logger } from 'pino';
import type { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may, type Actor, type Permission } from '#lib/domain/people/permissions.ts';
import type { Db } from './db/client.ts';

/** What every verb and query gets: the database (or the running transaction), who asks, the instant, the log. */
export type Ctx = {
	db: Db;
	actor: Actor;
	/** The request's instant. Rules and verbs read no other clock. */
	now: Date;
	log: Logger;
};

/** Runs `fn` in one transaction; joins the running one. Rolls back on any throw. */
export async function withTransaction<T>(ctx: Ctx, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
	return ctx.db.transaction((tx) => fn({ ...ctx, db: tx as unknown as Db }));
}

/** Throws Failure `not_signed_in` or `not_allowed` unless the actor holds the permission. */
export function authorise(actor: Actor, permission: Permission): void {
	if (may(actor, permission)) return;
	if (actor.kind === 'visitor') throw new Failure('not_signed_in', 'Sign in first.');
	throw new Failure('not_allowed', `This needs the permission ${permission}.`);
}

/** What an issue of a schema says of which path; fields that nobody knows are named each, not their parent. */
function complaints(issue: z.core.$ZodIssue): { path: string; message: string }[] {
	const path = issue.path.map(String);
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => ({
			path: [...path, key].join('.'),
			message: 'there is no such field',
		}));
	}
	return [{ path: path.join('.'), message: issue.message }];
}

/** Parses with a schema; throws Failure `invalid` with the path of every error. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	throw new Failure('invalid', 'Some fields are not valid.', {
		errors: result.error.issues.flatMap(complaints),
	});
}

/** The mark by which tests/rules finds that a verb or query checks who is asking. */
export const GUARD = Symbol.for('laurel.guard');

export type Guarded<I, O> = ((call: { ctx: Ctx; input: I }) => Promise<O>) & {
	/** `input` is the schema that it parses by: the API's description is made from it. */
	readonly [GUARD]: { name: string; permission: Permission; input: z.ZodType };
};

/**
 * Makes a verb or a query: checks the permission, parses the input by its schema, runs. Every exported function
 * under server/<noun>/ that reads or changes data for an actor is made by it; a test holds this.
 */
export function guarded<S extends z.ZodType, O>(
	name: string,
	permission: Permission,
	input: S,
	run: (ctx: Ctx, input: z.output<S>) => Promise<O>,
): Guarded<z.input<S>, O> {
	const fn = async (call: { ctx: Ctx; input: z.input<S> }) => {
		authorise(call.ctx.actor, permission);
		return run(call.ctx, parse(input, call.input));
	};
	return Object.assign(fn, { [GUARD]: { name, permission, input } as const });
}
