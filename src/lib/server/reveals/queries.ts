import { z } from 'zod';
import { isFrozen } from '#lib/domain/contest/phase.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { RevealNow, Scene, ShownStep } from '#lib/domain/reveal/scene.ts';
import { visibleContest } from '../boards/contest.ts';
import { guarded } from '../context.ts';
import { scenesOf } from './material.ts';
import { revealNow, storedScenes } from './now.ts';

const contest = z.string().min(1).max(100);

export type RevealView = Omit<RevealNow, 'state'> & {
	/** `none`: there is nothing to reveal. */
	state: 'none' | RevealNow['state'];
	/** What has been shown up to now, in order, without the tables. */
	shown: ShownStep[];
};

/**
 * The reveal as everybody may know it: where it stands, the present scene, and what was shown up to now. What comes later
 * is not read at all. Throws Failure `not_found`.
 */
export const readReveal = guarded(
	'readReveal',
	'board.read',
	z.strictObject({ contest }),
	async (ctx, { contest: slug }): Promise<RevealView> => {
		const { id, heldForReveal } = await visibleContest(ctx, slug);
		const now = await revealNow(ctx.db, id);
		if (!now) {
			const state = heldForReveal ? 'waiting' : 'none';
			return { contest: slug, revision: 0, state, step: 0, total: 0, scene: null, shown: [] };
		}
		const scenes = now.state === 'running' ? await storedScenes(ctx.db, id, 1, now.step) : [];
		return { ...now, shown: scenes.map(shownStep) };
	},
);

function shownStep({ kind, people, count, risen, places, settles, prizes }: Scene): ShownStep {
	return { kind, people, count, risen, places, settles, prizes };
}

/** What whoever drives a reveal sees: where it stands, and what the next press will show, which is for owners alone. */
export const readDrive = guarded(
	'readDrive',
	'reveal.drive',
	z.strictObject({ contest }),
	async (ctx, { contest: slug }) => {
		const found = await visibleContest(ctx, slug);
		const now = await revealNow(ctx.db, found.id);
		const [next] =
			now?.state === 'running'
				? await storedScenes(ctx.db, found.id, now.step + 1, now.step + 1)
				: [];
		return {
			held: found.finalAt !== null && found.heldForReveal === true,
			frozen: isFrozen(found, found.rules, ctx.now),
			now,
			next: next ?? null,
		};
	},
);

/**
 * One step of the reveal as it would be now, for the owner alone: nothing is stored and no screen shows it. `complete` is
 * false before the contest is final: then prizes that the table alone does not decide are missing. Throws Failure
 * `not_found`, `conflict` (reason `nothing_frozen`).
 */
export const rehearseReveal = guarded(
	'rehearseReveal',
	'reveal.drive',
	z.strictObject({ contest, step: z.coerce.number().int().min(0).catch(0) }),
	async (ctx, input) => {
		const found = await visibleContest(ctx, input.contest);
		if (!isFrozen(found, found.rules, ctx.now)) {
			throw new Failure('conflict', 'Nothing is frozen, so there is nothing to reveal.', {
				reason: 'nothing_frozen',
			});
		}
		const scenes = await scenesOf(ctx, found);
		const total = scenes.length - 1;
		const step = Math.min(input.step, total);
		const complete = found.finalAt !== null;
		return { step, total, complete, scene: scenes[step]!, next: scenes[step + 1] ?? null };
	},
);
