import { spawn } from 'node:child_process';

/** Asks every second whether we are alive; then ends the postmaster at once, as a crash would. */
const WATCH = 'while kill -0 "$1" 2>/dev/null; do sleep 1; done; kill -QUIT "$2" 2>/dev/null';

/**
 * Ends the Postgres with process id `pid` when this process is gone without having stopped it (kill -9, a time-out of a
 * test run): for instances that nobody would ever adopt. Gives a function that calls the guard off.
 */
export function guardPostgres(pid: number): () => void {
	const guard = spawn('/bin/sh', ['-c', WATCH, 'guard', String(process.pid), String(pid)], {
		detached: true,
		stdio: 'ignore',
	});
	guard.on('error', () => undefined);
	guard.unref();
	return () => void guard.kill();
}
