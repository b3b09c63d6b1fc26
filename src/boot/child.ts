import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stripVTControlCharacters } from 'node:util';
import { BootFailure } from './failure.ts';

export type Child = {
	/** What it printed until it was ready. */
	printed: string;
	/** Resolves with the exit code or signal when it ends, whoever ended it. */
	gone: Promise<number | string>;
	/** SIGTERM, and SIGKILL if it is not gone after 15 s. */
	stop(): Promise<void>;
};

const READY_SECONDS = 120;
const STOP_MS = 15_000;

/**
 * Starts a server as a child in a process group of its own (Ctrl-C must not reach it before us) and waits until a line
 * that it prints matches `ready`. What it prints goes on to our own output, the ready line apart. Throws
 * BootFailure when it ends before.
 */
export async function startChild(
	args: string[],
	env: NodeJS.ProcessEnv,
	ready: RegExp,
): Promise<Child> {
	const child = spawn(process.execPath, ['--import', './src/boot/with-parent.ts', ...args], {
		env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	const gone = once(child, 'exit').then(
		([code, signal]: unknown[]) => (code ?? signal) as number | string,
	);
	const stop = async () => {
		if (child.exitCode !== null || child.signalCode !== null) return;
		child.kill('SIGTERM');
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
		await gone;
		clearTimeout(timer);
	};
	await new Promise<void>((done, failed) => {
		let open = false;
		const timer = setTimeout(
			() => failed(new BootFailure(`The server was not ready after ${READY_SECONDS} s.`)),
			READY_SECONDS * 1000,
		);
		const read = (out: NodeJS.WriteStream) => (chunk: Buffer) => {
			if (open) return void out.write(chunk);
			printed += stripVTControlCharacters(chunk.toString());
			if (!ready.test(printed)) return;
			open = true;
			clearTimeout(timer);
			const rest = printed.split('\n').filter((line) => line.trim() && !ready.test(line));
			if (rest.length > 0) out.write(`${rest.join('\n')}\n`);
			done();
		};
		child.stdout.on('data', read(process.stdout));
		child.stderr.on('data', read(process.stderr));
		void gone.then((how) => {
			clearTimeout(timer);
			failed(new BootFailure(printed.trim() || `The server ended with ${how}.`));
		});
	}).catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	return { printed, gone, stop };
}
