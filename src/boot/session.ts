import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Env } from '#lib/server/env.ts';
import { BootFailure } from './failure.ts';

/**
 * What a start has opened, closed in the opposite order: once, whether by a signal, by the parent's death or by a failure.
 */
export class Session {
	#closers: { name: string; close: () => Promise<void> | void }[] = [];
	#closing: Promise<void> | null = null;

	/** Adds what must be closed before all that was added earlier. */
	onClose(name: string, close: () => Promise<void> | void): void {
		this.#closers.push({ name, close });
	}

	get closing(): boolean {
		return this.#closing !== null;
	}

	close(): Promise<void> {
		this.#closing ??= this.#closeAll();
		return this.#closing;
	}

	async #closeAll(): Promise<void> {
		for (const { name, close } of this.#closers.reverse()) {
			try {
				await close();
			} catch (error) {
				process.stderr.write(`${name} did not stop well: ${String(error)}\n`);
			}
		}
	}

	/** Closes in order on SIGINT, SIGTERM or SIGHUP and, when npm started us, when npm is gone. */
	watchSignals(): void {
		const leave = (why: string) => {
			if (!this.closing) process.stdout.write(`\n${why} Stopping …\n`);
			void this.close().then(() => process.exit(0));
		};
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
			process.on(signal, () => leave(`${signal}.`));
		}
		// npm dies of a signal without handing it on, and the shell between it and us goes on waiting.
		if (!process.env.npm_lifecycle_event) return;
		const parent = process.ppid;
		const npm = parentOf(parent);
		const timer = setInterval(() => {
			if (process.ppid === parent && (npm === null || isAlive(npm))) return;
			clearInterval(timer);
			leave('npm is gone.');
		}, 500);
		timer.unref();
	}
}

/** The parent of another process; null where the system does not tell, and for what has no parent that could end. */
function parentOf(pid: number): number | null {
	const { stdout } = spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' });
	let parent = Number(stdout?.trim());
	try {
		// Without ps (slim containers): "pid (name) state ppid …", where the name may hold anything.
		if (!parent) {
			const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
			parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
		}
	} catch {
		return null;
	}
	return parent > 1 ? parent : null;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Throws BootFailure, with what to do, when the portal's port is taken: told before minutes of work, not after. */
export async function demandPort({ PORT, HOST }: Pick<Env, 'PORT' | 'HOST'>): Promise<void> {
	const probe = createServer();
	await new Promise<void>((done, failed) => {
		probe.once('error', (error: NodeJS.ErrnoException) => {
			const said: Record<string, string> = {
				EADDRINUSE: `Port ${PORT} is taken. Stop what uses it, or choose another: PORT=${PORT + 1} npm start`,
				EACCES: `Port ${PORT} may not be opened by this user. Choose one above 1023: PORT=3000 npm start`,
			};
			failed(new BootFailure(said[error.code ?? ''] ?? `Port ${PORT}: ${error.message}`));
		});
		probe.listen(PORT, HOST, () => probe.close(() => done()));
	});
}

/** Runs a start; prints what a person can mend without a stack, closes what was opened, and exits 1 when it fails. */
export async function runSession(main: (session: Session) => Promise<void>): Promise<void> {
	const session = new Session();
	session.watchSignals();
	try {
		await main(session);
	} catch (error) {
		if (session.closing) return;
		const known = error instanceof BootFailure || !(error instanceof Error);
		process.stderr.write(`\n${known ? String((error as Error).message ?? error) : error.stack}\n`);
		await session.close();
		process.exit(1);
	}
}
