import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localOf } from '#lib/domain/contest/local-time.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { publishDraft } from '#lib/server/contests/draft-publish.ts';
import { saveDraft } from '#lib/server/contests/draft-save.ts';
import { startDraft } from '#lib/server/contests/draft-start.ts';
import { readDraft } from '#lib/server/contests/drafts.ts';
import { freezeContest } from '#lib/server/contests/freeze.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { readVersions } from '#lib/server/contests/versions.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import * as make from '#tests/support/people.ts';
import { aDraft, points } from './desk-draft.ts';

let database: TestDatabase;
let ida: ReturnType<typeof make.asActor>;
let olle: ReturnType<typeof make.asActor>;
beforeAll(async () => {
	database = await createTestDatabase();
	await make.aProgram(database);
	ida = make.asActor(await make.aPerson(database, { name: 'Ida', role: 'owner' }));
	olle = make.asActor(await make.aPerson(database, { name: 'Olle', role: 'owner' }));
});
afterAll(() => database.close());

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);
const as = (actor = ida) => database.ctx(actor);
const view = (slug: string) => readContest({ ctx: as(), input: { slug } });
const versions = (contest: string, actor = ida) =>
	readVersions({ ctx: as(actor), input: { contest } });

const draftOf = (from: 'blank' | { edit: string }, change: Parameters<typeof aDraft>[2]) =>
	aDraft(as(), from, change);
const publish = (
	draft: { id: string; revision: number },
	more: { reason?: string; contestRevision?: number } = {},
	actor = ida,
) => publishDraft({ ctx: as(actor), input: { ...draft, ...more } });

const next = (name: string) => () => ({
	...{ name, timeZone: 'UTC' },
	startsAt: localOf(ago(-10), 'UTC'),
	endsAt: localOf(ago(-20), 'UTC'),
});

/** A contest that runs, made as the program makes it. */
async function running(more: object = {}) {
	const { slug } = await createContest({
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
	return slug;
}
const told = async (kind: string, slug: string) => {
	const [row] = await database.connections.sql`
		select count(*)::int as n from notices
		where kind = ${kind} and params -> 'contest' ->> 'slug' = ${slug}`;
	return row?.n as number;
};

describe('publishing a new contest', () => {
	it('makes it, scheduled, and ends the draft', async () => {
		const draft = await draftOf('blank', (form) => ({
			...next('Winter Cup')(),
			prizes: [{ ...form.prizes[0]!, kind: 'place', name: 'Cup', fromPlace: '1' } as never],
		}));
		expect(await publish(draft)).toEqual({ slug: 'winter-cup', version: 1, created: true });
		expect(await view('winter-cup')).toMatchObject({
			...{ phase: 'scheduled', name: 'Winter Cup', rulesVersion: 1, revision: 1 },
			prizes: [{ name: 'Cup', fromPlace: 1, toPlace: 1 }],
		});
		await expect(publish(draft)).rejects.toMatchObject({ code: 'not_found' });
		const [entry] = await database.connections.sql`
			select actor from audit_entries where action = 'contest.create' order by at desc limit 1`;
		expect(entry?.actor).toBe(`person:${ida.kind === 'person' ? ida.id : ''}`);
	});

	it('is refused with every problem at its field, and the draft stays', async () => {
		const draft = await draftOf('blank', () => ({ name: 'Odd', timeZone: 'Mars/Olympus' }));
		await expect(publish(draft)).rejects.toMatchObject({
			code: 'invalid',
			reason: 'draft_problems',
			errors: [
				{ path: 'timeZone', message: expect.stringContaining('no such time zone') as string },
				{ path: 'startsAt' },
				{ path: 'endsAt' },
			],
		});
		expect((await readDraft({ ctx: as(), input: { id: draft.id } })).name).toBe('Odd');
	});

	it('is refused when somebody saved meanwhile, with what is there now', async () => {
		const { id } = await startDraft({ ctx: as(), input: {} });
		const { form } = await readDraft({ ctx: as(), input: { id } });
		await saveDraft({ ctx: as(olle), input: { id, revision: 1, form: { ...form, name: 'New' } } });
		await expect(publish({ id, revision: 1 })).rejects.toMatchObject({
			code: 'conflict',
			reason: 'draft_changed',
			message: 'Olle changed this draft meanwhile.',
			errors: [{ path: 'name', message: 'New' }],
		});
	});

	it('by two owners at once makes one contest', async () => {
		for (let round = 0; round < 3; round++) {
			const name = `Once ${round} ${Math.random()}`;
			const draft = await draftOf('blank', next(name));
			const both = await Promise.allSettled([publish(draft), publish(draft, {}, olle)]);
			expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			const [row] = await database.connections.sql`
				select count(*)::int as n from contests where name = ${name}`;
			expect(row?.n).toBe(1);
		}
	});
});

describe('rules of a contest that has not started', () => {
	it('change freely: no reason, no new version, nobody is told', async () => {
		const first = await publish(await draftOf('blank', next('Later')));
		const draft = await draftOf({ edit: first.slug }, (form) => ({
			...points(form, '3'),
			name: 'Later Cup',
			startsAt: localOf(ago(-12), 'UTC'),
		}));
		expect(await publish(draft)).toEqual({ slug: first.slug, version: 1, created: false });
		const changed = await view(first.slug);
		expect(changed).toMatchObject({
			...{ name: 'Later Cup', rulesVersion: 1, revision: 2 },
			rules: { metrics: { click: { points: 3 } } },
		});
		const [row] = await database.connections.sql`
			select rescore_needed, starts_at from contests where slug = ${first.slug}`;
		expect(row?.rescore_needed).toBe(true);
		expect((row?.starts_at as Date).toISOString()).toBe(changed.startsAt);
		expect(await told('rules_changed', first.slug)).toBe(0);
		expect(await versions(first.slug)).toHaveLength(1);
	});
});

describe('publishing while the contest changes', () => {
	it('is refused after a freeze by hand until its publisher has seen it', async () => {
		const slug = await running();
		const draft = await draftOf({ edit: slug }, (form) => points(form, '2'));
		await freezeContest({ ctx: as(olle), input: { contest: slug, revision: 1 } });
		await expect(publish(draft, { reason: 'More.' })).rejects.toMatchObject({
			...{ code: 'conflict', reason: 'contest_changed' },
			message: 'The contest was changed meanwhile: it is frozen now.',
			errors: [{ path: 'contestRevision', message: 'is now 2' }],
		});
		const { contestRevision } = await readDraft({ ctx: as(), input: { id: draft.id } });
		const seen = { reason: 'More.', contestRevision: contestRevision! };
		expect(await publish(draft, seen)).toMatchObject({ version: 2 });
		expect(await view(slug)).toMatchObject({ phase: 'frozen', rulesVersion: 2, revision: 3 });
	});

	it('at once with a freeze lets one of them through, and the other learns of it', async () => {
		for (let round = 0; round < 4; round++) {
			const slug = await running();
			const draft = await draftOf({ edit: slug }, (form) => points(form, '2'));
			const results = await Promise.allSettled([
				publish(draft, { reason: 'More.' }),
				freezeContest({ ctx: as(olle), input: { contest: slug, revision: 1 } }),
			]);
			expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
			const lost = results.find((result) => result.status === 'rejected');
			expect(lost?.reason).toMatchObject({ code: 'conflict', reason: 'contest_changed' });
			const { revision, rulesVersion, frozen } = await view(slug);
			expect(revision).toBe(2);
			expect(rulesVersion === 2).toBe(!frozen);
		}
	});

	it('by two owners at once makes one version', async () => {
		const slug = await running();
		const draft = await draftOf({ edit: slug }, (form) => points(form, '2'));
		const both = await Promise.allSettled([
			publish(draft, { reason: 'One.' }),
			publish(draft, { reason: 'Two.' }, olle),
		]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(await versions(slug)).toHaveLength(2);
	});

	it('is refused once the contest is final', async () => {
		const slug = await running();
		const draft = await draftOf({ edit: slug }, (form) => points(form, '2'));
		await database.connections.sql`update contests set final_at = now() where slug = ${slug}`;
		await expect(publish(draft, { reason: 'Late.' })).rejects.toMatchObject({ reason: 'final' });
	});
});
