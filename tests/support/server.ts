import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { claimPort } from '#boot/ports.ts';

export type TestServer = {
	url: string;
	port: number;
	process: ChildProcess;
	/** What it has printed so far. */
	output(): string;
	/** Ends it as an administrator would, and waits until it is gone. Resolves to its exit code. */
	stop(): Promise<number | null>;
	/** Ends it as a power cut would, and waits until it is gone. */
	kill(): Promise<void>;
};

/**
 * Starts the built portal (`npm run build` first) on a free port and waits for its line "Laurel is listening on".
 * `dataDir` is where clicks are spooled: give the same one to the next start to have them drained. `home` is the
 * folder of another build (next-version.ts). Throws with what it printed when it ends before or needs more than 30 s.
 */
export async function startServer(options: {
	databaseUrl: string;
	env?: Record<string, string>;
	port?: number;
	dataDir?: string;
	home?: string;
}): Promise<TestServer> {
	if (!existsSync('build/handler.js')) throw new Error('There is no build: npm run build first.');
	const port = options.port ?? (await claimPort(0));
	const url = `http://localhost:${port}`;
	const ownData = options.dataDir ? null : mkdtempSync(join(tmpdir(), 'laurel-server-'));
	const child = spawn(
		process.execPath,
		['--import', resolve('src/boot/with-parent.ts'), resolve('src/server/main.ts')],
		{
			...(options.home ? { cwd: options.home } : {}),
			stdio: ['ignore', 'pipe', 'pipe'],
			env: {
				...process.env,
				DATABASE_URL: options.databaseUrl,
				PORT: String(port),
				HOST: '127.0.0.1',
				ORIGIN: url,
				LAUREL_DATA: options.dataDir ?? ownData ?? '',
				LAUREL_LOG: 'warn',
				LAUREL_DEMO_TRAFFIC: 'off',
				...options.env,
			},
		},
	);
	let printed = '';
	let ending = false;
	const gone = once(child, 'exit').then(([code, signal]) => {
		// Nobody asked it to: what it said last is the only trace of why.
		if (!ending)
			process.stderr.write(`A server ended by itself (${signal ?? code}):\n${printed}\n`);
		if (ownData) rmSync(ownData, { recursive: true, force: true });
	});
	await new Promise<void>((ready, failed) => {
		const fail = (why: string) => failed(new Error(`The server ${why}. It printed:\n${printed}`));
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			fail('was not ready after 30 s');
		}, 30_000);
		const read = (chunk: Buffer) => {
			printed += chunk.toString();
			if (printed.includes('Laurel is listening on')) {
				clearTimeout(timer);
				ready();
			}
		};
		child.stdout.on('data', read);
		child.stderr.on('data', read);
		child.once('exit', (code, signal) => {
			clearTimeout(timer);
			fail(`ended with ${signal ?? code}`);
		});
	});
	const end = async (signal: NodeJS.Signals) => {
		ending = true;
		if (child.exitCode === null && child.signalCode === null) child.kill(signal);
		await gone;
		return child.exitCode;
	};
	return {
		url,
		port,
		process: child,
		output: () => printed,
		stop: () => end('SIGTERM'),
		kill: async () => void (await end('SIGKILL')),
	};
}
