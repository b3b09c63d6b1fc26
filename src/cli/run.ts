import pino from 'pino';
import { openDatabase } from '#boot/database.ts';
import { BootFailure } from '#boot/failure.ts';
import { Failure } from '#lib/domain/failure.ts';
import { connect } from '#lib/server/db/client.ts';
import { readEnv } from '#lib/server/env.ts';
import { errorForLog } from '#lib/server/error-words.ts';
import type { DatabaseCall, OfflineCall } from './command.ts';
import { parseArguments, type Parsed } from './parse.ts';
import { progressOn } from './progress.ts';

/**
 * The `laurel` command. Standard output carries the answer and nothing else, so that scripts can take it as it is;
 * everything for people goes to standard error. Exit codes: 0 done, 1 refused or failed, 2 wrongly called.
 */

/**
 * Whoever reads may stop (`… | head`): then nothing more is said, and the command still closes what it has opened. A disk
 * that is full is no success.
 */
for (const stream of [process.stdout, process.stderr]) {
	stream.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'EPIPE') return;
		process.exitCode = 1;
		if (stream === process.stdout) process.stderr.write(`${error.message}\n`);
	});
}

const say = (line: string) => void process.stderr.write(`${line}\n`);
const print = (line: string) => void process.stdout.write(`${line}\n`);

async function readInput(prompt: string): Promise<string> {
	if (process.stdin.isTTY) process.stderr.write(prompt);
	const pieces: Buffer[] = [];
	for await (const piece of process.stdin) pieces.push(piece as Buffer);
	return Buffer.concat(pieces).toString('utf8');
}

type OfflineRun = (offline: OfflineCall<unknown>) => Promise<void>;

/** Opens the database, acts on it as the system, and closes it. */
async function withDatabase<T>(use: (call: DatabaseCall) => Promise<T>): Promise<T> {
	const database = await openDatabase(readEnv());
	const connections = connect(database.url, {
		...{ max: 2, hotMax: 2, applicationName: 'laurel-cli' },
		role: database.role,
	});
	try {
		const ctx = {
			db: connections.db,
			actor: { kind: 'system', name: 'cli' } as const,
			now: new Date(),
			log: pino({ level: 'warn', serializers: { err: errorForLog } }, pino.destination(2)),
		};
		return await use({ ctx, connections });
	} finally {
		await connections.close();
		await database.close();
	}
}

async function run({ command, input, json }: Extract<Parsed, { kind: 'run' }>): Promise<void> {
	const exitWith = (code: 1 | 2) => void (process.exitCode = code);
	const progress = progressOn(process.stderr);
	const call = { input, print, say, json, readInput, exitWith, progress: progress.show };
	try {
		if (command.offline) {
			const offline = { ...call, withDatabase };
			return await (command.run as unknown as OfflineRun)(offline);
		}
		await withDatabase((opened) => command.run({ ...opened, ...call }));
	} finally {
		progress.end();
	}
}

/** A file that is not there, a disk that is full: what the system says of a path, or of what is written, is enough. */
const isOfSystem = (error: unknown): error is Error =>
	error instanceof Error &&
	'syscall' in error &&
	/^(E[A-Z]+)$/.test(String('code' in error && error.code));

/** What to tell a person who can mend it; whatever was not foreseen keeps its stack. */
function explain(error: unknown): string {
	if (error instanceof Failure) {
		const fields = error.errors.map(({ path, message }) => `  ${path}: ${message}`);
		return [error.message, ...fields].join('\n');
	}
	if (error instanceof BootFailure || isOfSystem(error)) return error.message;
	if (error instanceof Error && error.message.startsWith('The environment is not right'))
		return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const parsed = parseArguments(process.argv.slice(2));
if (parsed.kind === 'help') print(parsed.text);
else if (parsed.kind === 'wrong') {
	say(parsed.message);
	process.exitCode = 2;
} else {
	try {
		await run(parsed);
	} catch (error) {
		if ((error as NodeJS.ErrnoException | null)?.code !== 'EPIPE') say(explain(error));
		process.exitCode = 1;
	}
}
