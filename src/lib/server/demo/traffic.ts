import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { recordEvents } from '../api/record-events.ts';
import type { Ctx } from '../context.ts';
import type { Connections } from '../db/client.ts';
import { browserAgent, ROBOTS } from './agents.ts';
import { createRandom, type Random } from './random.ts';
import { chooseLink, isOver, loadScene, type Scene, type SceneLink } from './scene.ts';

/** One visitor each 0.6 to 2.2 s: about 40 in a minute, so that every board moves while one looks at it. */
const PAUSE_MS = [600, 2200] as const;
/** How long what is known of links and ranks may be old. */
const SCENE_MS = 12_000;
const BACK_OFF_MS = [1_000, 30_000] as const;
/** Repeats are drawn from the latest visitors. */
const REMEMBERED = 40;
const REQUEST_MS = 10_000;

type Visit = { slug: string; agent: string };

/**
 * Made-up visitors for the demo company: browsers, people who come back, robots, speculative loads, all over HTTP
 * through the door at `door` (an http address), and now and then news of a network or a conversion by the verb. Waits
 * longer and longer while the portal or the database is away. Ends when told to.
 */
export function startTraffic({
	connections,
	door,
	seed = Date.now(),
	pauseMs = PAUSE_MS,
}: {
	connections: Connections;
	door: string;
	/** Another one every time, or the same visitors would come again after a restart and be duplicates. */
	seed?: number;
	/** The shortest and the longest time between two visitors. */
	pauseMs?: readonly [number, number];
}): { stop(): Promise<void> } {
	const random = createRandom(seed);
	const ending = new AbortController();
	const agent = new Agent({ keepAlive: true, maxSockets: 2 });
	const done = run().finally(() => agent.destroy());

	async function run(): Promise<void> {
		let scene: Scene | null = null;
		let failures = 0;
		const visits: Visit[] = [];
		while (!ending.signal.aborted) {
			try {
				if (!scene || Date.now() - scene.loadedAt > SCENE_MS) scene = await loadScene(connections);
				if (scene.links.length > 0) await act(scene, visits);
				failures = 0;
			} catch {
				failures++;
			}
			const pause =
				failures > 0
					? Math.min(BACK_OFF_MS[0] * 2 ** (failures - 1), BACK_OFF_MS[1])
					: random.int(...pauseMs) * (scene && isOver(scene) ? 10 : 1);
			await delay(pause, undefined, { signal: ending.signal }).catch(() => undefined);
		}
	}

	async function act(scene: Scene, visits: Visit[]): Promise<void> {
		const link = chooseLink(random, scene);
		const kind = random.next();
		if (kind < 0.74) {
			const visit = { slug: link.slug, agent: browserAgent(random) };
			visits.push(visit);
			if (visits.length > REMEMBERED) visits.shift();
			await open(visit, {});
		} else if (kind < 0.8 && visits.length > 0) await open(random.pick(visits), {});
		else if (kind < 0.91) await open({ slug: link.slug, agent: random.pick(ROBOTS) }, {});
		else if (kind < 0.93) {
			const prefetch = { 'sec-purpose': 'prefetch;prerender' };
			await open({ slug: link.slug, agent: browserAgent(random) }, prefetch);
		} else await recordOutcome(random, connections, link);
	}

	function open({ slug, agent: userAgent }: Visit, headers: Record<string, string>): Promise<void> {
		return new Promise((resolve, reject) => {
			const sent = request(`${door}/r/${slug}`, {
				agent,
				signal: ending.signal,
				timeout: REQUEST_MS,
				headers: {
					'user-agent': userAgent,
					accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
					'accept-language': random.pick([
						'sv-SE,sv;q=0.9',
						'it-IT,it;q=0.9',
						'en-IN,en;q=0.9',
						'en',
					]),
					...headers,
				},
			});
			sent.once('response', (response) => {
				// Where the redirect leads is nobody's business here: the story is not fetched.
				response.resume();
				response.once('end', () => resolve());
				response.once('error', reject);
			});
			sent.once('timeout', () => sent.destroy(new Error('The door did not answer.')));
			sent.once('error', reject);
			sent.end();
		});
	}

	return {
		async stop() {
			ending.abort();
			await done;
		},
	};
}

/** What a network tells about a link, or what came of a click: through the verb that the API uses, too. */
async function recordOutcome(
	random: Random,
	connections: Connections,
	link: SceneLink,
): Promise<void> {
	const now = new Date();
	const id = `demo-${v7()}`;
	const at = now.toISOString();
	const event = random.chance(0.35)
		? {
				type: 'conversion' as const,
				id,
				slug: link.slug,
				at,
				kind: random.pick(['lead', 'signup']),
			}
		: await grownReading(random, connections, link, { id, at });
	const ctx: Ctx = {
		db: connections.db,
		actor: { kind: 'system', name: 'demo' },
		now,
		log: pino({ level: 'silent' }),
	};
	await recordEvents({ ctx, input: { events: [event] } });
}

async function grownReading(
	random: Random,
	{ sql }: Connections,
	link: SceneLink,
	base: { id: string; at: string },
) {
	const metric = random.weighted(['like', 'comment', 'reshare'] as const, (name) =>
		name === 'like' ? 8 : 1,
	);
	const [row] = await sql<{ total: number }[]>`
		select coalesce(max(total), 0)::int as total from readings
		where link_id = ${link.id} and metric = ${metric}`;
	const more = metric === 'like' ? random.int(1, 4) : 1;
	return {
		type: 'reading' as const,
		...base,
		slug: link.slug,
		metric,
		total: (row?.total ?? 0) + more,
	};
}
