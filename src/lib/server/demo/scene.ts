import type { Connections } from '../db/client.ts';
import { DAY } from './pace.ts';
import type { Random } from './random.ts';

export type SceneLink = { id: string; slug: string; personId: string; sharedAt: Date };

/** What the traffic knows: the links worth a click and who is close behind whom. */
export type Scene = {
	loadedAt: number;
	endsAt: Date | null;
	links: SceneLink[];
	/** Who could overtake somebody soon. */
	chasers: string[];
};

/** Among the first this many places a duel is seen on every screen. */
const WATCHED_PLACES = 12;
const CLOSE_POINTS = 45;
const LINKS_PER_PERSON = 3;
/** How much of the traffic goes to duels. */
const DUELS = 0.45;

/** Reads the newest links of those who stand in the running contest, and the gaps between its first places. */
export async function loadScene({ sql }: Connections): Promise<Scene> {
	const [contest] = await sql<{ id: string; endsAt: Date }[]>`
		select id, ends_at as "endsAt" from contests
		where published_at is not null and cancelled_at is null and final_at is null and starts_at <= now()
		order by starts_at desc limit 1`;
	const links = await sql<SceneLink[]>`
		select id, slug, "personId", "sharedAt" from (
			select l.id, l.slug, l.person_id as "personId", l.shared_at as "sharedAt",
				row_number() over (partition by l.person_id order by l.shared_at desc) as newest
			from links l join standings s on s.person_id = l.person_id and s.contest_id = ${contest?.id ?? null}
			where s.listed
		) ranked where newest <= ${LINKS_PER_PERSON}`;
	const first = await sql<{ personId: string; points: number }[]>`
		select person_id as "personId", points from standings
		where contest_id = ${contest?.id ?? null} and listed
		order by points desc, person_id limit ${WATCHED_PLACES}`;
	const chasers = first.flatMap(({ personId, points }, place) => {
		const ahead = first[place - 1];
		return ahead && ahead.points - points <= CLOSE_POINTS ? [personId] : [];
	});
	return { loadedAt: Date.now(), endsAt: contest?.endsAt ?? null, links, chasers };
}

/** After the end nobody's place moves any more; a few visitors still come. */
export function isOver({ endsAt }: Scene): boolean {
	return endsAt === null || endsAt.getTime() <= Date.now();
}

/** A link for the next visitor: often one of a close pursuer, else anybody's, the fresh ones most. */
export function chooseLink(random: Random, scene: Scene): SceneLink {
	const age = (link: SceneLink) => Math.max(0, Date.now() - link.sharedAt.getTime()) / DAY;
	const weight = (link: SceneLink) => 0.15 + Math.exp(-age(link) / 2);
	const duels = scene.links.filter((link) => scene.chasers.includes(link.personId));
	const chosen = duels.length > 0 && random.chance(DUELS) ? duels : scene.links;
	return random.weighted(chosen, weight);
}
