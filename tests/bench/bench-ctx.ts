import { pino } from 'pino';
import type { Connections } from '#lib/server/db/client.ts';
import type { Ctx } from '#lib/server/context.ts';
import { createToken } from '#lib/server/api/create-token.ts';
import type { Scope } from '#lib/domain/people/permissions.ts';

/** A context of the system, as of now, that logs nothing. */
export const benchCtx = ({ db }: Pick<Connections, 'db'>): Ctx => ({
	db,
	actor: { kind: 'system', name: 'bench' },
	now: new Date(),
	log: pino({ level: 'silent' }),
});

/** The header of somebody with a token of that scope. */
export async function authorization(connections: Connections, scope: Scope) {
	const input = { name: 'bench', scopes: [scope] };
	const { token } = await createToken({ ctx: benchCtx(connections), input });
	return { authorization: `Bearer ${token}` };
}
