import { z } from 'zod';
import type { ShellData } from '#lib/domain/people/shell.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { Failure } from '#lib/domain/failure.ts';
import { currentContest } from './contests/queries.ts';
import { guarded } from './context.ts';
import { deskHubs, hostHubs } from './desk-hubs.ts';
import { isHost } from './displays/hosts.ts';
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
		const mayManage = may(actor, 'displays.write');
		const [person, program, contest, unread, host] = await Promise.all([
			readPerson({ ctx, input: { externalId: actor.externalId } }),
			readProgram(ctx),
			currentContest({ ctx, input: {} }),
			countUnread({ ctx, input: {} }),
			mayManage ? false : isHost(ctx),
		]);
		return {
			person: { name: person.name, avatarSeed: person.avatarSeed },
			demo: program.demo,
			unread,
			mayManage,
			desk: mayManage ? deskHubs(may(actor, 'tokens.write')) : host ? hostHubs() : [],
			receipts: contest
				? `/contests/${contest.slug}/receipts/${encodeURIComponent(actor.externalId)}`
				: null,
		};
	},
);
