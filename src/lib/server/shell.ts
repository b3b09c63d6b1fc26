import { z } from 'zod';
import type { ShellData } from '#lib/domain/people/shell.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { Failure } from '#lib/domain/failure.ts';
import { currentContest } from './contests/queries.ts';
import { guarded } from './context.ts';
import { deskHubs } from './desk-hubs.ts';
import { countUnread } from './notices/queries.ts';
import { readPerson } from './people/queries.ts';
import { readProgram } from './programs/queries.ts';

/** What the frame around a signed-in person's pages shows. Throws Failure `not_signed_in` for anybody but a person. */
export const readShell = guarded(
	'readShell',
	'people.read',
	z.strictObject({}),
	async (ctx): Promise<ShellData> => {
		const { actor } = ctx;
		if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
		const [person, program, contest, unread] = await Promise.all([
			readPerson({ ctx, input: { externalId: actor.externalId } }),
			readProgram(ctx),
			currentContest({ ctx, input: {} }),
			countUnread({ ctx, input: {} }),
		]);
		return {
			person: { name: person.name, avatarSeed: person.avatarSeed },
			demo: program.demo,
			unread,
			mayManage: may(actor, 'displays.write'),
			desk: may(actor, 'displays.write') ? deskHubs(may(actor, 'tokens.write')) : [],
			receipts: contest
				? `/contests/${contest.slug}/receipts/${encodeURIComponent(actor.externalId)}`
				: null,
		};
	},
);
