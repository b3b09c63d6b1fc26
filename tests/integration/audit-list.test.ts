import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pino } from 'pino';
import { appendAudit } from '#lib/server/audit/append.ts';
import { createToken } from '#lib/server/api/create-token.ts';
import { listAudit, listAuditNouns } from '#lib/server/audit/queries.ts';
import { verifyAuditJob } from '#lib/server/jobs/verify-audit.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { aContest, aPerson, aProgram, asActor, type APerson } from '#tests/support/people.ts';

let database: TestDatabase;
let ada: APerson;
let contest: Awaited<ReturnType<typeof aContest>>;
const NOON = new Date('2026-11-20T12:00:00Z');

beforeAll(async () => {
	database = await createTestDatabase();
	await aProgram(database);
	ada = await aPerson(database, { name: 'Ada 100%_Berg', role: 'owner' });
	contest = await aContest(database, { name: 'Autumn' });
	await createToken({ ctx: database.ctx(), input: { name: 'Import', scopes: ['events'] } });
	await appendAudit(database.ctx(asActor(ada), NOON), {
		action: 'contest.finalize',
		target: `contest:${contest.id}`,
		details: { before: { phase: 'settling' }, after: { phase: 'final' }, reason: 'It is time.' },
	});
	await appendAudit(database.ctx({ kind: 'visitor' }), { action: 'contestant.wave' });
	await appendAudit(database.ctx({ kind: 'token', id: 'gone', name: 'x', scopes: [] }), {
		action: 'void.create',
		target: 'void:1',
	});
});
afterAll(() => database.close());

const list = (input: Parameters<typeof listAudit>[0]['input'] = {}) =>
	listAudit({ ctx: database.ctx(), input });
const actions = async (input: Parameters<typeof list>[0]) =>
	(await list(input)).entries.map(({ action }) => action);

describe('the list of the audit log', () => {
	it('names people and contests as they are called now, and shows before and after', async () => {
		const [entry] = (await list({ what: 'contest' })).entries;
		expect(entry).toMatchObject({
			at: NOON.toISOString(),
			actor: { kind: 'person', name: ada.name },
			action: 'contest.finalize',
			target: { noun: 'contest', name: 'Autumn', href: `/contests/${contest.slug}` },
			facts: [{ key: 'reason', value: 'It is time.' }],
			changes: [{ key: 'phase', before: 'settling', after: 'final' }],
		});
		expect(entry?.hash).toMatch(/^[0-9a-f]{64}$/);
		const [other] = (await list({ what: 'void' })).entries;
		expect(other).toMatchObject({
			actor: { kind: 'token', name: 'gone' },
			target: { noun: 'void', name: '1', href: null },
		});
	});

	it('is narrowed by who, what, to what and when, alone and together', async () => {
		expect(await actions({ what: 'contest' })).toEqual(['contest.finalize']);
		expect(await actions({ what: 'void.create' })).toEqual(['void.create']);
		expect(await actions({ who: '100%_b' })).toEqual(['contest.finalize']);
		expect(await actions({ who: '%' })).toEqual(['contest.finalize']);
		expect(await actions({ who: 'nobody' })).toEqual([]);
		expect(await actions({ who: 'test' })).toEqual(['token.create']);
		expect(await actions({ target: `contest:${contest.id}` })).toEqual(['contest.finalize']);
		const day = { from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z' };
		expect(await actions(day)).toEqual(['contest.finalize']);
		expect(await actions({ ...day, what: 'void' })).toEqual([]);
		expect(await actions({ to: NOON.toISOString() })).toEqual([]);
		expect(await listAuditNouns({ ctx: database.ctx(), input: {} })).toEqual([
			'contest',
			'contestant',
			'token',
			'void',
		]);
	});

	it('comes newest first, page by page', async () => {
		const first = await list({ limit: 3 });
		expect(first.entries.map(({ seq }) => seq)).toEqual([4, 3, 2]);
		const second = await list({ limit: 3, before: first.next ?? 0 });
		expect(second.entries.map(({ seq }) => seq)).toEqual([1]);
		expect(second.next).toBeNull();
	});

	it('is for owners', async () => {
		const employee = asActor(ada, 'manager');
		await expect(listAudit({ ctx: database.ctx(employee), input: {} })).rejects.toMatchObject({
			code: 'not_allowed',
		});
		expect((await listAudit({ ctx: database.ctx(asActor(ada)), input: {} })).entries).toHaveLength(
			4,
		);
	});
});

/** Each call starts Node and opens the database; a busy machine needs seconds for it. */
const CALLS_MS = 120_000;

describe('on the command line', { timeout: CALLS_MS }, () => {
	function laurel(...args: string[]) {
		return new Promise<{ code: number | null; out: string; err: string }>((done, failed) => {
			const child = spawn('node_modules/.bin/node', ['src/cli/main.ts', 'audit', ...args], {
				env: { PATH: process.env.PATH, DATABASE_URL: database.url },
			});
			let [out, err] = ['', ''];
			child.stdout.on('data', (chunk) => (out += chunk));
			child.stderr.on('data', (chunk) => (err += chunk));
			child.on('error', failed);
			child.on('close', (code) => done({ code, out, err }));
		});
	}

	it('the log is listed, as a table and as JSON', async () => {
		const { code, out } = await laurel('list', '--what', 'contest');
		expect(code).toBe(0);
		expect(out).toMatch(/^NUMBER +AT +WHO +WHAT +TARGET\n2 .*Ada.* contest\.finalize .*Autumn\n$/);
		const json = await laurel('list', '--json', '--limit', '1', '--from', '2026-01-01');
		expect(JSON.parse(json.out)).toMatchObject({ entries: [{ seq: 4 }], next: 4 });
		expect((await laurel('list', '--from', '2026-02-30')).code).toBe(2);
	});

	it('the chain is verified: 0 when it is whole, 1 and the first wrong entry when not, 2 when wrongly called', async () => {
		const whole = await laurel('verify');
		expect(whole.code).toBe(0);
		expect(whole.out).toMatch(/^[0-9a-f]{64}\n$/);
		const head = whole.out.trim();
		expect((await laurel('verify', '--expect', head, '--json')).out).toBe(
			`${JSON.stringify({ intact: true, entries: 4, head, breach: null })}\n`,
		);
		const wrongly = await laurel('verify', '--expect', 'abc');
		expect(wrongly.code).toBe(2);
		expect(wrongly.err).toContain('64 hexadecimal digits');
		const absent = await laurel('verify', '--expect', 'a'.repeat(64));
		expect(absent.code).toBe(1);
		expect(absent.out).toContain('the expected hash is not in the log');

		const errors: unknown[] = [];
		const log = pino({ level: 'error' }, { write: (line: string) => errors.push(line) });
		const job = () => verifyAuditJob.run({ ...database.ctx(), log });
		expect(await job()).toEqual({ entries: 4, head, intact: true });
		await database.owner.begin(async (tx) => {
			await tx`set local session_replication_role = replica`;
			await tx`update audit_entries set details = '{}' where seq = 2`;
		});
		const broken = await laurel('verify');
		expect(broken.code).toBe(1);
		expect(broken.out).toMatch(
			/^Entry 2 \([0-9a-f-]{36}\): what it says does not fit its hash\.\n$/,
		);
		const json = JSON.parse((await laurel('verify', '--json')).out) as unknown;
		expect(json).toMatchObject({ intact: false, entries: 1, breach: { seq: 2, kind: 'changed' } });
		expect(await job()).toMatchObject({ intact: false });
		expect(errors).toHaveLength(1);
	});
});
