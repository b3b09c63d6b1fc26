import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction } from '../context.ts';
import { endAllSessions, endSession } from './sessions.ts';

/** Ends the session of this browser (its SHA-256). Whoever is signed in nowhere is signed out already. */
export const signOut = guarded(
	'signOut',
	'session.end.own',
	z.strictObject({ sessionId: z.string() }),
	(ctx, { sessionId }) => endSession(ctx.db, sessionId),
);

/** Ends every session of the person who asks, this one too; gives how many there were. */
export const signOutEverywhere = guarded(
	'signOutEverywhere',
	'session.end.own',
	z.strictObject({}),
	(ctx) =>
		withTransaction(ctx, async (tx) => {
			if (tx.actor.kind !== 'person') return 0;
			const ended = await endAllSessions(tx.db, tx.actor.id);
			await appendAudit(tx, {
				action: 'session.end.all',
				target: `person:${tx.actor.id}`,
				details: { ended },
			});
			return ended;
		}),
);
