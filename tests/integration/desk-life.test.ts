import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { cancelContest } from '#lib/server/contests/cancel.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { freezeContest } from '#lib/server/contests/freeze.ts';
import { readLife } from '#lib/server/contests/life.ts';
import { publishContest } from '#lib/server/contests/publish.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { unfreezeContest } from '#lib/server/contests/unfreeze.ts';
import { readResultPage } from '#lib/server/results/page.ts';
import { leaveMarks } from '#lib/server/scoring/marks.ts';
import { createScorer, type Scorer } from '#lib/server/scoring/scorer.ts';
import { createTestDatabase, silent, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';

let database: TestDatabase;
let scorer: Scorer;
let ida: ReturnType<typeof make.asActor>;
beforeAll(async () => {
	database = await createTestDatabase({ hotMax: 8 });
	await make.aProgram(database);
	scorer = createScorer({ connections: database.connections, log: silent });
	ida = make.asActor(await make.aPerson(database, { name: 'Ida', role: 'owner' }));
});
afterAll(async () => {
	await scorer.close();
	await database.close();
});

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const as = (actor = ida) => database.ctx(actor);
const life = (contest: string) => readLife({ ctx: as(), input: { contest } });
const view = (slug: string) => readContest({ ctx: as(), input: { slug } });
const freeze = (contest: string, revision = 1) =>
	freezeContest({ ctx: as(), input: { contest, revision } });
const unfreeze = (contest: string, revision: number) =>
	unfreezeContest({ ctx: as(), input: { contest, revision, confirm: true } });
const cancel = (contest: string, revision = 1) =>
	cancelContest({ ctx: as(), input: { contest, revision, reason: 'No budget.' } });

async function contest(more: object = {}) {
	return createContest({
		ctx: as(),
		input: {
			name: `Cup ${Math.random()}`,
			startsAt: ago(5).toISOString(),
			endsAt: ago(-5).toISOString(),
			timeZone: 'UTC',
			metrics: { click: { points: 1 } },
			...more,
		},
	});
}
const scheduled = { startsAt: ago(-1).toISOString() };
const ended = { endsAt: ago(1).toISOString() };

/** Both audiences' clicks of a person in a contest, as they are stored. */
async function clicksOf(contestId: string, personId: string) {
	const [row] = await database.connections.sql`
		select clicks, public_clicks as shown from standings
		where contest_id = ${contestId} and person_id = ${personId}`;
	return row as { clicks: number; shown: number } | undefined;
}
async function aClicker() {
	const person = await make.aPerson(database);
	const link = await make.aLink(database, { personId: person.id });
	const click = async (at = new Date()) => {
		await make.aClick(database, link, { at });
		await leaveMarks(database.connections.sql, [{ personId: person.id, metric: 'click', at }]);
	};
	return { personId: person.id, link, click };
}

describe('freezing by hand', () => {
	it('hides from the public what comes after it, and not what was before', async () => {
		const { id, slug } = await contest();
		const { personId, click } = await aClicker();
		await click(ago(1));
		await scorer.drain();
		expect(await freeze(slug)).toEqual({ revision: 2 });
		const { frozen, phase, frozenSince } = await view(slug);
		expect([frozen, phase]).toEqual([true, 'frozen']);
		expect(Math.abs(Date.parse(frozenSince!) - Date.now())).toBeLessThan(60_000);
		await click(new Date(Date.now() + 1_000));
		await scorer.drain();
		expect(await clicksOf(id, personId)).toEqual({ clicks: 2, shown: 1 });
	});

	it('is lifted only on purpose, and shows everything again', async () => {
		const { id, slug } = await contest({ freezeAt: ago(2).toISOString() });
		const { personId, click } = await aClicker();
		await click(ago(1));
		await scorer.drain();
		expect((await clicksOf(id, personId))?.shown).toBe(0);
		const careless = { contest: slug, revision: 1, confirm: false as never };
		await expect(unfreezeContest({ ctx: as(), input: careless })).rejects.toMatchObject({
			code: 'invalid',
		});
		expect(await unfreeze(slug, 1)).toEqual({ revision: 2 });
		expect((await view(slug)).frozen).toBe(false);
		await scorer.drain();
		expect(await clicksOf(id, personId)).toEqual({ clicks: 1, shown: 1 });
	});

	it('can be done again after it was lifted, also when the clock went back meanwhile', async () => {
		const { slug } = await contest();
		await freeze(slug);
		await unfreeze(slug, 2);
		await database.connections.sql`
			update contests set unfrozen_at = clock_timestamp() + interval '1 hour' where slug = ${slug}`;
		await freeze(slug, 3);
		const [row] = await database.connections.sql`
			select frozen_at > unfrozen_at as later from contests where slug = ${slug}`;
		expect(row?.later).toBe(true);
	});

	it('waits for the pass that is counting, so that nothing that it hides is written as public', async () => {
		const { slug } = await contest();
		const { click } = await aClicker();
		await scorer.drain();
		await click();
		const { owner } = database;
		const waiting = async () => {
			const [row] = await database.connections.sql`
				select count(*)::int as n from pg_stat_activity
				where datname = current_database() and wait_event_type = 'Lock'`;
			return row?.n as number;
		};
		let counted: Promise<void> | undefined;
		let frozen: Promise<unknown> | undefined;
		await owner.begin(async (tx) => {
			await tx`lock table standings in exclusive mode`;
			counted = scorer.drain();
			await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 10_000 });
			frozen = freeze(slug);
			await vi.waitFor(async () => expect(await waiting()).toBe(2), { timeout: 10_000 });
		});
		await Promise.all([counted, frozen]);
		expect((await view(slug)).phase).toBe('frozen');
	});
});

describe('deeds of a contest’s life', () => {
	it('are refused in the wrong phase, with the reason', async () => {
		const [early, late, draft] = [
			await contest(scheduled),
			await contest(ended),
			await contest({ draft: true }),
		];
		const conflict = (reason: string) => ({ code: 'conflict', reason });
		await expect(freeze(early.slug)).rejects.toMatchObject(conflict('not_started'));
		await expect(freeze(late.slug)).rejects.toMatchObject(conflict('ended'));
		await expect(freeze(draft.slug)).rejects.toMatchObject(conflict('draft'));
		await expect(unfreeze(late.slug, 1)).rejects.toMatchObject(conflict('not_frozen'));
		const publish = (slug: string) =>
			publishContest({ ctx: as(), input: { contest: slug, revision: 1 } });
		await expect(publish(late.slug)).rejects.toMatchObject(conflict('published'));
		await database.connections.sql`update contests set final_at = now() where id = ${late.id}`;
		await expect(cancel(late.slug)).rejects.toMatchObject(conflict('final'));
		await cancel(early.slug);
		await expect(cancel(early.slug, 2)).rejects.toMatchObject(conflict('cancelled'));
		await expect(freeze('nowhere')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('by somebody who saw an older contest conflict, whatever they do', async () => {
		const { slug } = await contest();
		await freeze(slug);
		const stale = { code: 'conflict', reason: 'contest_changed' };
		await expect(unfreeze(slug, 1)).rejects.toMatchObject(stale);
		await expect(cancel(slug, 1)).rejects.toMatchObject(stale);
		await expect(freeze(slug, 7)).rejects.toMatchObject(stale);
	});

	it('that contradict happen one after the other: one is done, the other learns of it', async () => {
		const { slug } = await contest();
		const results = await Promise.allSettled([freeze(slug), cancel(slug), freeze(slug)]);
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect((await view(slug)).revision).toBe(2);
	});

	it('publish a draft contest, and cancel one with a reason that everybody reads', async () => {
		const { slug } = await contest({ ...scheduled, draft: true });
		const employee = make.asActor(await make.aPerson(database));
		const asEmployee = () => readContest({ ctx: as(employee), input: { slug } });
		await expect(asEmployee()).rejects.toMatchObject({ code: 'not_found' });
		await publishContest({ ctx: as(), input: { contest: slug, revision: 1 } });
		expect((await asEmployee()).phase).toBe('scheduled');
		await cancel(slug, 2);
		const result = await readResultPage({ ctx: as(), input: { contest: slug } });
		expect(result).toEqual({ missing: 'cancelled' });
		expect(await asEmployee()).toMatchObject({ phase: 'cancelled', cancelReason: 'No budget.' });
		const heard = await database.connections.sql`
			select params from notices where kind = 'contest_cancelled'
				and person_id = ${employee.kind === 'person' ? employee.id : null}
				and params -> 'contest' ->> 'slug' = ${slug}`;
		expect(heard).toMatchObject([{ params: { reason: 'No budget.' } }]);
	});

	it('go into the audit with before and after', async () => {
		const { id, slug } = await contest();
		await freeze(slug);
		const [entry] = await database.connections.sql`
			select actor, details from audit_entries
			where action = 'contest.freeze' and target = ${'contest:' + id}`;
		expect(entry?.details).toMatchObject({
			...{ slug, before: { frozenAt: null } },
			after: { frozenAt: expect.any(String) as string },
		});
	});

	it('are an owner’s alone', async () => {
		const { slug } = await contest();
		const employee = as(make.asActor(await make.aPerson(database)));
		const denied = { code: 'not_allowed' };
		const input = { contest: slug, revision: 1 };
		await expect(freezeContest({ ctx: employee, input })).rejects.toMatchObject(denied);
		await expect(readLife({ ctx: employee, input: { contest: slug } })).rejects.toMatchObject(
			denied,
		);
	});
});

describe('the life of a contest as its owner reads it', () => {
	it('says what comes next, what can be done, and which draft changes it', async () => {
		const freezeAt = ago(-4).toISOString();
		const { slug } = await contest({ freezeAt });
		const { id } = await startDraft({ ctx: as(), input: { from: { edit: slug } } });
		expect(await life(slug)).toMatchObject({
			view: { slug, phase: 'running' },
			next: { moment: 'frozen', at: freezeAt },
			past: [],
			can: {
				...{ publish: 'published', edit: true, freeze: true, unfreeze: 'not_frozen' },
				...{ cancel: true, finalize: 'not_ended' },
			},
			draft: id,
			rescoring: { running: true },
		});
		await scorer.drain();
		expect((await life(slug)).rescoring).toEqual({ running: false });
		await expect(life('nowhere')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('goes by the database’s clock, whatever the server’s says', async () => {
		const { slug } = await contest();
		for (const now of [new Date('2020-01-01T00:00:00Z'), new Date('2040-01-01T00:00:00Z')]) {
			const seen = await readLife({ ctx: database.ctx(ida, now), input: { contest: slug } });
			expect(seen.view.phase).toBe('running');
			expect(Math.abs(Date.parse(seen.now) - Date.now())).toBeLessThan(60_000);
		}
		const wrong = database.ctx(ida, new Date('2040-01-01T00:00:00Z'));
		await freezeContest({ ctx: wrong, input: { contest: slug, revision: 1 } });
		expect(Date.parse((await view(slug)).frozenSince!)).toBeLessThan(Date.now() + 60_000);
	});
});
