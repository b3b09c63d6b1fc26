import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of a clock tick in /proc: 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

/** The fields of /proc/<pid>/stat from the state on (proc(5)); null when there is no such process, or no /proc. */
function statOf(pid: number): string[] | null {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ');
	} catch {
		return null;
	}
}

/** Milliseconds of the processor that a process has used, its threads and the kernel's work for it included; 0 without /proc. */
export function processorMs(pid: number): number {
	const stat = statOf(pid);
	return stat ? (Number(stat[11]) + Number(stat[12])) * TICK_MS : 0;
}

/** The same of a process's children, as Postgres has them: a session each. One that has ended is not counted. */
export function childrenMs(pid: number): number {
	let entries: string[] = [];
	try {
		entries = readdirSync('/proc');
	} catch {
		return 0;
	}
	const children = entries.filter(
		(name) => /^\d+$/.test(name) && statOf(Number(name))?.[1] === String(pid),
	);
	return children.reduce((sum, name) => sum + processorMs(Number(name)), 0);
}
