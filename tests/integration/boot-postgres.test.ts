import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { placeData, postgresRunner } from '#boot/postgres-place.ts';
import { startPostgres, type RunningPostgres } from '#boot/postgres.ts';

let root: string;
let running: RunningPostgres;
const options = () => ({ dataDir: join(root, 'postgres'), port: 0, fsync: false });

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1 });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'laurel-boot-'));
	if (postgresRunner()) chmodSync(root, 0o711);
	running = await startPostgres(options());
	await ask(running.url, (sql) => sql`create table kept (n int)`);
	await ask(running.url, (sql) => sql`insert into kept values (7)`);
});
afterAll(async () => {
	await running.stop('immediate');
	rmSync(root, { recursive: true });
});

test('what still runs on the same data is adopted', async () => {
	const again = await startPostgres(options());
	expect(again).toMatchObject({ adopted: true, pid: running.pid, url: running.url });
});

test('nobody gets in without the password', async () => {
	const url = new URL(running.url);
	url.password = 'guessed';
	await expect(ask(url.href, (sql) => sql`select 1`)).rejects.toThrow('password');
});

test('it listens on loopback only and speaks the SQL that the schema needs', async () => {
	const [row] = await ask(
		running.url,
		(sql) => sql`
			select current_setting('listen_addresses') as at, current_setting('server_version_num')::int as version,
				'a' < 'B' as dictionary`,
	);
	expect(row).toMatchObject({ at: '127.0.0.1', dictionary: false });
	expect(row?.version).toBeGreaterThanOrEqual(180_000);
});

test('after a crash the data is there and the pid file that was left does not matter', async () => {
	process.kill(running.pid, 'SIGKILL');
	running = await startPostgres(options());
	expect(running.adopted).toBe(false);
	expect(await ask(running.url, (sql) => sql`select n from kept`)).toEqual([{ n: 7 }]);
});

test('a pid file whose number belongs to another program by now is taken away', async () => {
	const file = join(root, 'postgres', 'postmaster.pid');
	const left = readFileSync(file, 'utf8').replace(String(running.pid), '1');
	await running.stop();
	writeFileSync(file, left);
	running = await startPostgres(options());
	expect(running.adopted).toBe(false);
});

test('one whose data may be lost ends with its starter, even if that one is killed', async () => {
	const script = `import { startPostgres } from '#boot/postgres.ts';
		const { pid } = await startPostgres({ dataDir: process.argv[1], port: 0, fsync: false });
		console.log(pid, 'is up');
		setInterval(() => undefined, 1000);`;
	const dataDir = join(root, 'orphan');
	const starter = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir]);
	await once(starter.stdout, 'data');
	starter.kill('SIGKILL');
	await expect
		.poll(() => existsSync(join(dataDir, 'postmaster.pid')), { timeout: 15_000 })
		.toBe(false);
});

test('a port that is taken is told with what to do', async () => {
	const squatter = createServer().listen(0, '127.0.0.1');
	await once(squatter, 'listening');
	const { port } = squatter.address() as AddressInfo;
	const other = { dataDir: join(root, 'other'), port, fsync: false };
	await expect(startPostgres(other)).rejects.toThrow(`Port ${port}`);
	await expect(startPostgres(other)).rejects.toThrow('LAUREL_PG_PORT');
	squatter.close();
});

test('data that the user of Postgres cannot reach is placed where he can', () => {
	const nobody = { uid: 65_534, gid: 65_534 };
	expect(placeData(join(root, 'postgres'), nobody)).toBe(join(root, 'postgres'));
	const home = mkdtempSync(join(root, 'home-'));
	chmodSync(home, 0o700);
	const placed = placeData(join(home, 'data'), nobody);
	expect(placed).toMatch(/^\/var\/lib\/laurel\/[0-9a-f]{12}\/data$/);
	expect(placeData(join(home, 'data'), nobody)).toBe(placed);
	expect(placeData(join(home, 'data'), null)).toBe(join(home, 'data'));
});
