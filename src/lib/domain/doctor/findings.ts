/** What one examination found: `warn` works and should be mended, `wrong` does not work. */
export type Finding = {
	what: 'environment' | 'database' | 'schema' | 'rights' | 'clock' | 'disk' | 'data' | 'spool';
	state: 'ok' | 'warn' | 'wrong';
	/** What was seen. */
	seen: string;
	/** What to do about it; empty where nothing is to be done. */
	todo: string;
};

const ok = (what: Finding['what'], seen: string): Finding => ({
	what,
	state: 'ok',
	seen,
	todo: '',
});

/** The oldest Postgres that Laurel is tested on. */
export const LEAST_POSTGRES = 15;

/** `serverVersion` as `server_version_num` has it: 180001 is 18.1. */
export function judgeVersion(serverVersion: number): Finding {
	const major = Math.floor(serverVersion / 10_000);
	const seen = `Postgres ${major}.${serverVersion % 10_000}`;
	if (major >= LEAST_POSTGRES) return ok('database', seen);
	return {
		...{ what: 'database', state: 'wrong', seen },
		todo: `Laurel needs Postgres ${LEAST_POSTGRES} or newer.`,
	};
}

/** Freezes and ends follow the database's clock; sessions, webhooks and screens this machine's. */
const CLOCK_WARN_MS = 2_000;
const CLOCK_WRONG_MS = 60_000;

/** How far this machine's clock is from the database's, in milliseconds, either way. */
export function judgeClock(offsetMs: number): Finding {
	const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
	const seen = `this machine is ${seconds} s ${offsetMs < 0 ? 'behind' : 'ahead of'} the database`;
	const away = Math.abs(offsetMs);
	if (away < CLOCK_WARN_MS) return ok('clock', `${seconds} s from the database’s`);
	return {
		...{ what: 'clock', state: away < CLOCK_WRONG_MS ? 'warn' : 'wrong', seen },
		todo: 'Let both machines take their time from NTP: contests begin and end by the database’s clock.',
	};
}

const MB = 1024 * 1024;
/** A click on disk is about 300 bytes: 200 MB hold half a million while the database is away. */
const DISK_WRONG_MB = 200;
const DISK_WARN_MB = 2_000;

/** Bytes that are free where the data lie. */
export function judgeDisk(freeBytes: number): Finding {
	const free = Math.floor(freeBytes / MB);
	const seen = `${free} MB free where the data lie`;
	if (free >= DISK_WARN_MB) return ok('disk', seen);
	return {
		...{ what: 'disk', state: free < DISK_WRONG_MB ? 'wrong' : 'warn', seen },
		todo: 'Make room, or let LAUREL_DATA name a larger disk: without room, clicks are lost while the database is away.',
	};
}

/** Files of clicks that wait for the database: after a crash the next start takes them. */
export function judgeSpool(files: number): Finding {
	if (files === 0) return ok('spool', 'no clicks wait on disk');
	return {
		...{ what: 'spool', state: 'warn', seen: `${files} files of clicks wait on disk` },
		todo: 'A running portal records them by itself once the database answers. If it has been running for minutes, read its log.',
	};
}

/** Whether the application's login may change what is only ever added to. */
export function judgeRights(mayChange: readonly string[]): Finding {
	if (mayChange.length === 0) return ok('rights', 'facts and the audit log can only be added to');
	return {
		...{ what: 'rights', state: 'warn', seen: `this login may change ${mayChange.join(', ')}` },
		todo: 'Let LAUREL_OWNER_URL name the login that owns the tables, and DATABASE_URL another one (docs/operating.md).',
	};
}

/** The public address: https, unless only this machine is served. */
export function judgeOrigin(origin: string | undefined, host: string): Finding {
	if (origin?.startsWith('https:')) return ok('environment', `served at ${origin}`);
	const local = host === '127.0.0.1' || host === 'localhost' || host === '::1';
	if (local) return ok('environment', 'served on this machine only');
	return {
		...{
			what: 'environment',
			state: 'warn',
			seen: origin ? `served at ${origin}` : 'ORIGIN is not set',
		},
		todo: 'Set ORIGIN to the address that people type, with https: passwords and sessions travel on it.',
	};
}

/** The worst of several findings. */
export function worst(findings: readonly Finding[]): Finding['state'] {
	if (findings.some(({ state }) => state === 'wrong')) return 'wrong';
	return findings.some(({ state }) => state === 'warn') ? 'warn' : 'ok';
}
