import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBoard } from '#lib/server/boards/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { endReveal } from '#lib/server/reveals/end.ts';
import { readDrive, readReveal, rehearseReveal } from '#lib/server/reveals/queries.ts';
import { startReveal } from '#lib/server/reveals/start.ts';
import { stepReveal } from '#lib/server/reveals/step.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { asActor } from '#tests/support/people.ts';
import { aHeldContest, type HeldContest } from './reveal-world.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createTestDatabase();
});
afterAll(async () => {
	await db.close();
});

/** What one owner and one employee of a held contest do. */
function deskOf({ contest: { slug: contest }, owner, employee }: HeldContest) {
	const asOwner = () => db.ctx(asActor(owner));
	const asEmployee = () => db.ctx(asActor(employee));
	return {
		start: () => startReveal({ ctx: asOwner(), input: { contest } }),
		step: (to: number, revision: number) =>
			stepReveal({ ctx: asOwner(), input: { contest, to, revision } }),
		end: (early = false) => endReveal({ ctx: asOwner(), input: { contest, early } }),
		drive: () => readDrive({ ctx: asOwner(), input: { contest } }),
		rehearse: (step = 0) => rehearseReveal({ ctx: asOwner(), input: { contest, step } }),
		read: () => readReveal({ ctx: asEmployee(), input: { contest } }),
		board: () => readBoard({ ctx: asEmployee(), input: { contest, top: 50 } }),
		ownersBoard: () =>
			readBoard({ ctx: asOwner(), input: { contest, top: 50, audience: 'owner' } }),
		asEmployee,
		asOwner,
		contest,
	};
}
type Desk = ReturnType<typeof deskOf>;
const aDesk = async (options?: Parameters<typeof aHeldContest>[1]) =>
	deskOf(await aHeldContest(db, options));

/** Steps forward to `to`, one by one. */
async function walk(desk: Desk, to: number): Promise<void> {
	let { step, revision } = await desk.read();
	while (step < to) ({ step, revision } = await desk.step(step + 1, revision));
}
const points = (rows: { person: { name: string }; rank: number | null; points: number }[]) =>
	rows.map(({ rank, person, points }) => `${rank} ${person.name} ${points}`);

describe('a reveal', () => {
	it('waits until an owner begins it, and then shows the table as everybody knew it', async () => {
		const desk = await aDesk();
		expect(await desk.read()).toMatchObject({ state: 'waiting', step: 0, scene: null, shown: [] });
		expect(await desk.drive()).toMatchObject({ held: true, now: null, next: null });
		const begun = await desk.start();
		expect(begun).toMatchObject({ state: 'running', step: 0, revision: 1 });
		const { scene, shown } = await desk.read();
		expect(scene).toMatchObject({ kind: 'title', total: 4 });
		expect(points(scene!.rows)).toEqual(['1 Ana 510', '2 Bo 410', '3 Cy 309', '4 Dee 208']);
		expect(shown).toEqual([]);
	});

	it('goes from the newcomer and the last place up to the first, its prizes and the draw', async () => {
		const desk = await aDesk();
		const { total } = await desk.start();
		await walk(desk, total);
		const { shown, scene } = await desk.read();
		const lines = shown.map(({ kind, people, prizes }) =>
			[
				kind,
				...people.map(({ person }) => person.name),
				...prizes.map(({ name, winners }) => `${name}: ${winners.map((w) => w.name).join()}`),
			].join(' '),
		);
		expect(lines).toEqual([
			'new Eve',
			'where Dee',
			'brought Dee',
			'where Cy',
			'brought Cy',
			'where Bo',
			'brought Bo',
			'place Eve Mug: Eve',
			'where Ana',
			'brought Ana',
			'place Ana Mug: Ana',
			'place Bo Voucher: Bo,Mug: Bo'.replace(',', ' '),
			'prize Backpack: Dee',
			'end',
		]);
		expect(points(scene!.rows)).toEqual(points((await desk.ownersBoard()).rows));
		expect(scene!.won.map(({ name, count }) => [name, count])).toEqual([
			['Mug', 3],
			['Voucher', 1],
			['Backpack', 1],
		]);
	});

	it('never names what comes later: neither points nor winners, in whatever is public', async () => {
		const desk = await aDesk();
		const { total } = await desk.start();
		const told = ['new Eve'];
		const finals: Record<string, string> = { Ana: '523', Bo: '661', Cy: '337', Eve: '419' };
		for (let step = 0; step <= total; step++) {
			await walk(desk, step);
			const view = await desk.read();
			for (const { kind, people } of view.shown)
				if (kind === 'brought' || kind === 'new') told.push(people[0]!.person.name);
			const text = JSON.stringify([view, await desk.board()]);
			for (const [name, final] of Object.entries(finals)) {
				// An id may hold the same digits by chance.
				const leak = new RegExp(`(?<![\\w-])${final}(?!\\w)`);
				if (!told.includes(name)) expect(text, `${name} at ${step}`).not.toMatch(leak);
			}
			for (const prize of ['Voucher', 'Backpack']) {
				const won = view.shown.some(({ prizes }) => prizes.some(({ name }) => name === prize));
				expect(text.includes(prize)).toBe(won);
			}
		}
		expect(told).toEqual(expect.arrayContaining(Object.keys(finals)));
	});

	it('shows, after a step back, exactly what it showed before the step', async () => {
		const desk = await aDesk();
		const { total } = await desk.start();
		const seen: unknown[] = [];
		for (let step = 0; step <= total; step++) {
			await walk(desk, step);
			const { revision: _, ...view } = await desk.read();
			seen.push(view);
		}
		for (let step = total - 1; step >= 0; step--) {
			await desk.step(step, (await desk.read()).revision);
			const { revision: _, ...view } = await desk.read();
			expect(view).toEqual(seen[step]);
		}
	});

	it('ends for everybody: boards show the final table, the contest is held no more', async () => {
		const desk = await aDesk();
		const { total } = await desk.start();
		const before = await desk.board();
		expect(before).toMatchObject({ frozen: true, phase: 'final' });
		await expect(desk.end()).rejects.toMatchObject({ code: 'conflict', reason: 'reveal_not_over' });
		await walk(desk, total);
		const { scene } = await desk.read();
		const [one, two] = await Promise.all([desk.end(), desk.end()]);
		expect([one.ended, two.ended].sort()).toEqual([false, true]);
		const after = await desk.board();
		expect(after).toMatchObject({ frozen: false, phase: 'final' });
		expect(after.version).toBeGreaterThan(before.version);
		expect(points(after.rows)).toEqual(points(scene!.rows));
		const view = await readContest({ ctx: desk.asEmployee(), input: { slug: desk.contest } });
		expect(view).toMatchObject({ heldForReveal: false, frozen: false, revision: 2 });
		expect(await desk.read()).toMatchObject({ state: 'done', scene: null, shown: [] });
		await expect(desk.step(1, total + 2)).rejects.toMatchObject({ reason: 'reveal_over' });
		await expect(desk.start()).rejects.toMatchObject({ reason: 'not_held' });
	});

	it('can be ended early, also before it has begun', async () => {
		const desk = await aDesk();
		await expect(desk.end()).rejects.toMatchObject({ reason: 'reveal_not_over' });
		expect(await desk.end(true)).toEqual({ ended: true });
		expect(await desk.board()).toMatchObject({ frozen: false });
		expect(await desk.read()).toMatchObject({ state: 'none' });
		await expect(desk.end(true)).rejects.toMatchObject({ reason: 'not_held' });
	});

	it('is written down when it begins and ends, with who did it', async () => {
		const world = await aHeldContest(db);
		const desk = deskOf(world);
		await desk.start();
		await desk.end(true);
		const rows = await db.connections.sql<{ action: string; actor: string }[]>`
			select action, actor from audit_entries where target = ${`contest:${world.contest.id}`} order by id`;
		const actor = `person:${world.owner.id}`;
		expect(rows.map((row) => ({ ...row }))).toEqual([
			{ action: 'reveal.start', actor },
			{ action: 'reveal.end', actor },
		]);
	});

	it('of one that was not frozen still tells every place', async () => {
		const desk = await aDesk({ freezeHours: null });
		const { total } = await desk.start();
		await walk(desk, total);
		expect((await desk.read()).scene!.kind).toBe('end');
	});
});

describe('two owners at once', () => {
	it('begin one reveal', async () => {
		const desk = await aDesk();
		const begun = await Promise.all([desk.start(), desk.start(), desk.start()]);
		expect(begun.map(({ revision }) => revision)).toEqual([1, 1, 1]);
	});

	it('who press the same key make one step', async () => {
		const desk = await aDesk();
		await desk.start();
		const both = await Promise.all([desk.step(1, 1), desk.step(1, 1), desk.step(1, 1)]);
		expect(both.map(({ step, revision }) => [step, revision])).toEqual([
			[1, 2],
			[1, 2],
			[1, 2],
		]);
		expect(await desk.read()).toMatchObject({ step: 1, revision: 2 });
	});

	it('who press different keys make one step, and the other hears that it has moved', async () => {
		const desk = await aDesk();
		await desk.start();
		await walk(desk, 3);
		const { revision } = await desk.read();
		const results = await Promise.allSettled([desk.step(4, revision), desk.step(2, revision)]);
		const refused = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
		expect(refused).toMatchObject([{ code: 'conflict', reason: 'reveal_moved' }]);
		expect([2, 4]).toContain((await desk.read()).step);
	});
});

describe('whoever may not', () => {
	it('drive a reveal is refused, and sees neither what comes next nor a rehearsal', async () => {
		const desk = await aDesk();
		await desk.start();
		const ctx = desk.asEmployee();
		const { contest } = desk;
		for (const attempt of [
			startReveal({ ctx, input: { contest } }),
			stepReveal({ ctx, input: { contest, to: 1, revision: 1 } }),
			endReveal({ ctx, input: { contest, early: true } }),
			readDrive({ ctx, input: { contest } }),
			rehearseReveal({ ctx, input: { contest, step: 3 } }),
		]) {
			await expect(attempt).rejects.toMatchObject({ code: 'not_allowed' });
		}
		expect(await desk.read()).toMatchObject({ step: 0 });
	});

	it('watch this contest’s board finds no reveal, neither does anybody for an unknown one', async () => {
		const [one, other] = [await aHeldContest(db), await aHeldContest(db)];
		const ctx = db.ctx({ kind: 'display', id: one.contest.id, contestId: other.contest.id });
		const input = { contest: one.contest.slug };
		await expect(readReveal({ ctx, input })).rejects.toMatchObject({ code: 'not_found' });
		const own = await readReveal({ ctx, input: { contest: other.contest.slug } });
		expect(own.state).toBe('waiting');
	});

	it('go beyond the last step, or step what has not begun', async () => {
		const desk = await aDesk();
		await expect(desk.step(1, 1)).rejects.toMatchObject({ code: 'not_found' });
		const { total } = await desk.start();
		await expect(desk.step(total + 1, 1)).rejects.toMatchObject({
			code: 'invalid',
			errors: [{ path: 'to' }],
		});
		await expect(desk.step(-1, 1)).rejects.toMatchObject({ code: 'invalid' });
		expect((await desk.step(total, 1)).step).toBe(total);
	});

	it('begin the reveal of a contest that is not final or not held', async () => {
		const desk = await aDesk({ final: false });
		await expect(desk.start()).rejects.toMatchObject({ reason: 'not_held' });
		await expect(desk.end(true)).rejects.toMatchObject({ reason: 'not_held' });
		expect(await desk.read()).toMatchObject({ state: 'none' });
	});
});

describe('a rehearsal', () => {
	it('shows an owner every step and stores nothing', async () => {
		const desk = await aDesk();
		const first = await desk.rehearse();
		expect(first).toMatchObject({ step: 0, complete: true, scene: { kind: 'title' } });
		const last = await desk.rehearse(1_000);
		expect(last).toMatchObject({ step: first.total, scene: { kind: 'end' }, next: null });
		expect(points(last.scene.rows)).toEqual(points((await desk.ownersBoard()).rows));
		expect(await desk.read()).toMatchObject({ state: 'waiting' });
		const begun = await desk.start();
		expect(begun.total).toBe(first.total);
	});

	it('is possible while frozen, without the prizes that only the final result decides', async () => {
		const desk = await aDesk({ final: false });
		const { total, complete } = await desk.rehearse();
		expect(complete).toBe(false);
		const { scene } = await desk.rehearse(total);
		expect(scene.won.map(({ name, count }) => [name, count])).toEqual([
			['Mug', 3],
			['Voucher', 1],
		]);
		expect(await desk.read()).toMatchObject({ state: 'none' });
	});

	it('needs something that is frozen', async () => {
		const desk = await aDesk({ final: false, freezeHours: null });
		await expect(desk.rehearse()).rejects.toMatchObject({ reason: 'nothing_frozen' });
	});
});
