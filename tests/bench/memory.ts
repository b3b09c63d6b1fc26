import { readFileSync } from 'node:fs';

const EVERY_MS = 100;

/** Megabytes (of 2^20 bytes) of memory that a process holds now (VmRSS, proc(5)); NaN without /proc. */
function residentMb(pid: number): number {
	try {
		const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
		return Number(kb) / 1024;
	} catch {
		return NaN;
	}
}

/** Looks at a process's memory ten times a second; gives by how many megabytes it grew at its worst moment. */
export function watchMemory(pid: number): () => { fromMb: number; growthMb: number } {
	const fromMb = residentMb(pid);
	let most = fromMb;
	const look = () => (most = Math.max(most, residentMb(pid)));
	const ticker = setInterval(look, EVERY_MS);
	return () => {
		clearInterval(ticker);
		look();
		return { fromMb, growthMb: most - fromMb };
	};
}
