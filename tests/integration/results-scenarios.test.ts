import { describe, expect, it } from 'vitest';
import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { recordEvents } from '#lib/server/api/record-events.ts';
import { readStandingsPage } from '#lib/server/boards/queries.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { createLink } from '#lib/server/links/create.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { exportContest } from '#lib/server/results/export.ts';
import { finalizeContest, readFinalization } from '#lib/server/results/finalize.ts';
import { readResultDocument, readResults } from '#lib/server/results/queries.ts';
import { createScorer } from '#lib/server/scoring/scorer.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import { checkReplay } from '#lib/domain/results/check.ts';
import { canonicalJson, sha256Hex } from '#lib/domain/results/canonical.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import { aProgram } from '#tests/support/people.ts';
import {
	openContest,
	SCENARIOS,
	sendFacts,
	setStage,
	type Portal,
	type Scenario,
} from './scenario-play.ts';
import { strangerSays } from './stranger.ts';

/** After every fact of the examples. */
const NOW = new Date('2026-11-23T12:00:00Z');

function verbsOn(database: TestDatabase): Portal {
	const ctx = database.ctx(undefined, NOW);
	const scorer = createScorer({ connections: database.connections, log: silent });
	return {
		people: (people) => upsertPeople({ ctx, input: { people } as never }),
		post: (input) => createPost({ ctx, input: input as never }),
		link: (input) => createLink({ ctx, input: input as never }),
		contest: (input) => createContest({ ctx, input: input as never }),
		events: (events) => recordEvents({ ctx, input: { events } }),
		adjust: (contest, input) => createAdjustment({ ctx, input: { ...input, contest } as never }),
		void: (input) => createVoid({ ctx, input: input as never }),
		settle: () => scorer.drain(),
		standings: (contest) => readStandingsPage({ ctx, input: { contest, audience: 'owner' } }),
	};
}

async function finalScenario(
	scenario: Scenario,
	look: (database: TestDatabase, slug: string, sha256: string) => Promise<void>,
): Promise<void> {
	const database = await createTestDatabase();
	try {
		await aProgram(database, { dedupeHours: scenario.contest.dedupeHours });
		const portal = verbsOn(database);
		const slugs = await setStage(portal, scenario);
		const slug = await openContest(portal, scenario);
		await sendFacts(portal, slugs, slug, scenario.facts);
		await portal.settle(slug);
		const ctx = database.ctx(undefined, NOW);
		const preview = await readFinalization({ ctx, input: { contest: slug } });
		expect(preview).toMatchObject({ ready: true, blockers: [] });
		const { sha256 } = await finalizeContest({ ctx, input: { contest: slug } });
		await look(database, slug, sha256);
	} finally {
		await database.close();
	}
}

describe.each(SCENARIOS)('$name made final', ({ scenario }) => {
	it('stores exactly the expected table, and exports a file that gives nobody away and replays to it', () =>
		finalScenario(scenario, async (database, slug, sha256) => {
			const ctx = database.ctx(undefined, NOW);
			const results = await readResults({ ctx, input: { contest: slug } });
			expect(
				results.table.map(({ person, ...row }) => ({ ...row, person: person.externalId })),
			).toEqual(scenario.expected);
			const { document } = await readResultDocument({ ctx, input: { contest: slug } });
			expect(sha256Hex(document)).toBe(sha256);

			const file = await exportContest({ ctx, input: { contest: slug } });
			const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
			expect(bytes.byteLength).toBe(file.bytes);
			expect(checkReplay(bytes)).toMatchObject({ kind: 'equal', sha256: file.sha256 });
			expect(await strangerSays(bytes)).toMatch(/^Equal: /);
			const text = new TextDecoder().decode(bytes);
			const replay = JSON.parse(text) as Scenario;
			const figures = (rows: Scenario['expected']) =>
				rows.map(({ person: _, ...row }) => canonicalJson(row)).sort();
			expect(figures(replay.expected)).toEqual(figures(scenario.expected));
			const given = new Set(replay.people.flatMap(({ id, name, team }) => [id, name, team]));
			for (const { id, name, team } of scenario.people) {
				for (const word of [id, name, team]) expect(given).not.toContain(word);
			}
			for (const { id } of [...scenario.links, ...scenario.facts])
				expect(text).not.toContain(`"${id}"`);
		}));
});
