import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	chownSync,
	closeSync,
	existsSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { APP_ROLE } from '#lib/server/db/role.ts';
import { BootFailure } from './failure.ts';
import { applicationLogin } from './application-login.ts';
import { claimPort } from './ports.ts';
import { guardPostgres } from './postgres-guard.ts';
import {
	makeFor,
	placeData,
	postgresPrograms,
	postgresRunner,
	type Runner,
} from './postgres-place.ts';

export { claimPort };

export type RunningPostgres = {
	/** Of the database `laurel`, as the owner of its tables, with the password: not for logs. */
	url: string;
	/** The same as the application's own login, which owns nothing. */
	applicationUrl: string;
	port: number;
	/** The postmaster's process id. */
	pid: number;
	/** Where the data really is. */
	dataDir: string;
	/** It was already running when we came (its starter died, or still lives). */
	adopted: boolean;
	/** `fast` ends sessions and writes everything down; `immediate` is a crash, for tests. Resolves when it is gone. */
	stop(how?: 'fast' | 'immediate'): Promise<void>;
};

export type PostgresOptions = {
	dataDir: string;
	/** 0 takes a free one. */
	port: number;
	/**
	 * Off only for data that may be lost: it makes a machine's crash corrupt the database. Such an instance also
	 * ends when this process does, however it ends.
	 */
	fsync?: boolean;
	/** Further settings, such as max_connections. */
	settings?: Record<string, string | number>;
};

const USER = 'laurel';
const START_SECONDS = 60;
/** After a crash of the postmaster its children notice within moments, and hold the memory until then. */
const ORPHANS_MS = 10_000;

/**
 * Starts the embedded Postgres on `dataDir`, making the cluster and the database `laurel` when there is none, or
 * adopts the one that still runs there. It listens on loopback only, with a random password that stands beside
 * its data: other users of the machine can't get in. Throws BootFailure with what to do.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
	const runner = postgresRunner();
	const dataDir = placeData(options.dataDir, runner);
	const adopted = await adopt(dataDir);
	if (adopted) return adopted;
	const programs = postgresPrograms(runner);
	if (!existsSync(join(dataDir, 'PG_VERSION'))) {
		await initialise(programs, dataDir, runner, options.fsync !== false);
	}
	const port = await claimPort(options.port);
	for (const until = Date.now() + ORPHANS_MS; ; await delay(100)) {
		try {
			const pid = await launch(programs, dataDir, runner, port, options);
			return guarded(await opened(dataDir, pid, port, false), options.fsync !== false);
		} catch (error) {
			const orphans = /pre-existing shared memory block/.test(String(error));
			if (!orphans || Date.now() > until) throw error;
		}
	}
}

function guarded(running: RunningPostgres, outlivesUs: boolean): RunningPostgres {
	if (outlivesUs) return running;
	const callOff = guardPostgres(running.pid);
	return {
		...running,
		async stop(how) {
			callOff();
			await running.stop(how);
		},
	};
}

/** Makes the cluster beside its place and moves it in whole, so that an interrupted start leaves no half of one. */
async function initialise(programs: string, dataDir: string, runner: Runner, fsync: boolean) {
	const partial = `${dataDir}.new`;
	rmSync(partial, { recursive: true, force: true });
	makeFor(runner, partial);
	const password = randomBytes(24).toString('base64url');
	const passwordFile = `${dataDir}.password`;
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (runner) chownSync(passwordFile, runner.uid, runner.gid);
	try {
		await promisify(execFile)(
			join(programs, 'initdb'),
			[
				...['-D', partial, '-U', USER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
				// The builtin C.UTF-8 orders by code point and is the same on every machine.
				...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
				// The password is random: thousands of iterations would only slow every connection down.
				...['-c', 'scram_iterations=1'],
				...(fsync ? [] : ['--no-sync']),
			],
			{ ...runner, cwd: partial, env: plainEnv() },
		);
	} catch (error) {
		const said = (error as { stderr?: string }).stderr?.trim() ?? String(error);
		throw new BootFailure(`The embedded Postgres could not be set up in ${dataDir}:\n${said}`);
	}
	renameSync(passwordFile, join(partial, 'laurel.password'));
	rmSync(dataDir, { recursive: true, force: true });
	renameSync(partial, dataDir);
}

/** An eighth of the machine's memory, from 128 MB to 512 MB. */
const sharedMegabytes = () => Math.min(512, Math.max(128, Math.floor(totalmem() / 8 / 2 ** 20)));

async function launch(
	programs: string,
	dataDir: string,
	runner: Runner,
	port: number,
	{ fsync = true, settings = {} }: PostgresOptions,
): Promise<number> {
	const all = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		timezone: 'UTC',
		log_timezone: 'UTC',
		// Its own 128 MB and 1 GB suit a machine of 1 GB: an import of a million lines then writes every page of its indexes
		// again and again, and clicks wait for the disk.
		shared_buffers: `${sharedMegabytes()}MB`,
		max_wal_size: '4GB',
		checkpoint_timeout: '15min',
		...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
		...settings,
	};
	const logFile = join(dirname(dataDir), 'postgres.log');
	const log = openSync(logFile, 'w', 0o600);
	const args = Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
	// A process group of its own: Ctrl-C must reach the server first, which still needs its database.
	const child = spawn(join(programs, 'postgres'), ['-D', dataDir, ...args], {
		...runner,
		cwd: dataDir,
		env: plainEnv(),
		detached: true,
		stdio: ['ignore', log, log],
	});
	closeSync(log);
	let exited: string | null = null;
	child.once('error', (error) => (exited = error.message));
	child.once('exit', (code, signal) => (exited ??= `it ended with ${signal ?? code}`));
	child.unref();
	const deadline = Date.now() + START_SECONDS * 1000;
	while (exited === null && Date.now() < deadline) {
		const file = readPidFile(dataDir);
		if (file && file.pid === child.pid && file.ready) return file.pid;
		await delay(15);
	}
	child.kill('SIGQUIT');
	const said = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
	throw new BootFailure(
		`The embedded Postgres did not start (${exited ?? `not ready after ${START_SECONDS} s`}). It said:\n${said}`,
	);
}

async function opened(
	dataDir: string,
	pid: number,
	port: number,
	adopted: boolean,
): Promise<RunningPostgres> {
	const password = readFileSync(join(dataDir, 'laurel.password'), 'utf8').trim();
	const at = (user: string, secret: string, database = 'laurel') =>
		`postgres://${user}:${secret}@127.0.0.1:${port}/${database}`;
	const sql = postgres(at(USER, password, 'postgres'), { max: 1, onnotice: () => undefined });
	let applicationUrl: string;
	try {
		const found = await sql`select 1 from pg_database where datname = ${USER}`;
		if (found.length === 0) await sql`create database laurel`.catch(ignoreDuplicate);
		applicationUrl = at(APP_ROLE, await applicationLogin(sql, dataDir));
	} finally {
		await sql.end({ timeout: 5 });
	}
	const stop: RunningPostgres['stop'] = (how) => end(pid, how);
	return { url: at(USER, password), applicationUrl, port, pid, dataDir, adopted, stop };
}

function ignoreDuplicate(error: { code?: string }) {
	if (error.code !== '42P04' && error.code !== '23505') throw error;
}

async function end(pid: number, how: 'fast' | 'immediate' = 'fast'): Promise<void> {
	const signals =
		how === 'fast' ? (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) : (['SIGQUIT'] as const);
	for (const signal of signals) {
		if (!alive(pid)) return;
		process.kill(pid, signal);
		// 20 s are enough to write 128 MB of buffers to a slow disk.
		for (const until = Date.now() + 20_000; Date.now() < until; await delay(10)) {
			if (!alive(pid)) return;
		}
	}
}

async function adopt(dataDir: string): Promise<RunningPostgres | null> {
	for (const until = Date.now() + ORPHANS_MS; ; await delay(50)) {
		const running = await findRunning(dataDir);
		if (!running) return null;
		try {
			return await opened(dataDir, running.pid, running.port, true);
		} catch (error) {
			// One that was just killed is still there for a moment, and does not answer any more.
			if (Date.now() > until) throw error;
		}
	}
}

/** The instance that runs on `dataDir`, if any. A pid file left by a crash or a reboot is taken away. */
async function findRunning(dataDir: string): Promise<{ pid: number; port: number } | null> {
	for (const until = Date.now() + START_SECONDS * 1000; Date.now() < until; await delay(50)) {
		const file = readPidFile(dataDir);
		if (!file) return null;
		if (!alive(file.pid) || !isPostgres(file.pid)) {
			rmSync(join(dataDir, 'postmaster.pid'), { force: true });
			return null;
		}
		if (file.ready) return { pid: file.pid, port: file.port };
		// It is starting, stopping or dying; each is over soon.
	}
	throw new BootFailure(
		`A Postgres on ${dataDir} is neither up nor down. End process ${readPidFile(dataDir)?.pid} and try again.`,
	);
}

/** postmaster.pid: pid, data directory, start, port, socket directory, address, shared memory, status. */
function readPidFile(dataDir: string): { pid: number; port: number; ready: boolean } | null {
	try {
		const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
		const pid = Math.abs(Number(lines[0]));
		return pid ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : null;
	} catch {
		return null;
	}
}

function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return !isZombie(pid);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** In a container without an init nobody collects the dead; they are dead all the same. */
function isZombie(pid: number): boolean {
	try {
		return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
	} catch {
		return false;
	}
}

/** Process ids are used again after a reboot: only a process that is called postgres is one. */
function isPostgres(pid: number): boolean {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes('postgres');
	} catch {
		return spawnSync('ps', ['-o', 'command=', '-p', String(pid)]).stdout?.includes('postgres');
	}
}

function plainEnv(): NodeJS.ProcessEnv {
	return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}
