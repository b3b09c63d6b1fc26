import { sql } from 'drizzle-orm';
import type { RevealNow, Scene } from '#lib/domain/reveal/scene.ts';
import type { Db } from '../db/client.ts';
import { masksWithDraws, prizesThrough, throughMasks } from '../people/shown.ts';

/** The channel that tells every gateway that a contest's reveal has moved: own id of the contest. */
export const REVEAL_CHANNEL = 'reveal';

/** One reveal runs on boards and on office screens, so that the more careful choice of each person decides. */
async function shownToAll(db: Pick<Db, 'execute'>, scenes: readonly Scene[]): Promise<Scene[]> {
	const both = await masksWithDraws(db, ['boards', 'displays']);
	return scenes.map(({ prizes, won, ...scene }) => ({
		...(throughMasks(scene, both.masks) as typeof scene),
		prizes: prizesThrough(prizes, both),
		won: prizesThrough(won, both),
	}));
}

/** The reveal of a contest (own id) at its present step; null when none has begun. For whoever may watch the board. */
export async function revealNow(
	db: Pick<Db, 'execute'>,
	contestId: string,
): Promise<RevealNow | null> {
	const rows = await db.execute(sql`
		select c.slug as contest, r.revision, r.state, r.step, jsonb_array_length(r.steps) - 1 as total,
			case when r.state = 'running' then r.steps -> r.step end as scene
		from contest_reveals r join contests c on c.id = r.contest_id where r.contest_id = ${contestId}`);
	const [row] = rows as unknown as RevealNow[];
	if (!row) return null;
	const { contest, revision, state, step, total, scene } = row;
	const [shown = null] = scene ? await shownToAll(db, [scene]) : [];
	return { contest, revision, state, step, total, scene: shown };
}

/** Scenes of a stored reveal by their numbers, from `from` to `to`, both included; those that are not there are left out. */
export async function storedScenes(
	db: Pick<Db, 'execute'>,
	contestId: string,
	from: number,
	to: number,
): Promise<Scene[]> {
	const rows = await db.execute(sql`
		select scene from contest_reveals, jsonb_array_elements(steps) with ordinality as s (scene, number)
		where contest_id = ${contestId} and number - 1 between ${from} and ${to} order by number`);
	return shownToAll(
		db,
		(rows as unknown as { scene: Scene }[]).map(({ scene }) => scene),
	);
}
