import { relative } from 'node:path';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { demoState, emptyHalfOfADemo, seedCompany } from '#lib/server/demo/company.ts';
import { DEMO_PASSWORD, PERSONAS } from '#lib/server/demo/personas.ts';
import { demoSights } from '#lib/server/demo/sights.ts';
import { startTraffic } from '#lib/server/demo/traffic.ts';
import { readEnv, type Env } from '#lib/server/env.ts';
import { dataDirOf, openDatabase } from './database.ts';
import { BootFailure } from './failure.ts';
import { takeLock } from './lock.ts';
import { ownGreeting } from './own-greeting.ts';
import type { Progress } from './progress.ts';
import { demandPort, type Session } from './session.ts';

export type OpenPortal = {
	url: string;
	/** The environment of the server that is to be started. */
	childEnv: NodeJS.ProcessEnv;
	/** How to start Vite instead: its arguments and environment. */
	dev(): { args: string[]; env: NodeJS.ProcessEnv };
	/**
	 * Says where the portal is and starts the demo's traffic; call it when the server answers, with what it `printed`.
	 */
	greet(printed: string): Promise<void>;
};

/**
 * What `npm start` and `npm run dev` do alike: read the environment, take the data directory, start and migrate the
 * database, fill the demo company where it belongs. Throws BootFailure with what to do.
 */
export async function openPortal(session: Session, progress: Progress): Promise<OpenPortal> {
	const env = environment();
	await demandPort(env);
	const dataDir = dataDirOf(env);
	session.onClose('The lock', takeLock(dataDir, env.PORT));
	const what = env.DATABASE_URL ? 'Connecting to the database' : 'Starting Postgres';
	const database = await progress.step(what, () => openDatabase(env));
	session.onClose('Postgres', () => database.close({ evenAdopted: true }));
	const connections = connect(database.url, {
		...{ max: 2, hotMax: 4, applicationName: 'laurel-boot' },
		role: database.role,
	});
	session.onClose('The connections', () => connections.close());
	const demo = database.embedded && (await fillDemo(connections, database.ownerUrl, progress));
	const origin = env.ORIGIN ?? `http://localhost:${env.PORT}`;
	const childEnv: NodeJS.ProcessEnv = {
		...process.env,
		DATABASE_URL: database.url,
		LAUREL_DATA: dataDir,
		ORIGIN: origin,
		// The demo's terminal is for people: what is merely informative would push the addresses out of sight.
		LAUREL_LOG: process.env.LAUREL_LOG || (demo ? 'warn' : 'info'),
	};
	return {
		url: origin,
		childEnv,
		dev: () => ({
			args: ['--port', String(env.PORT), '--host', env.HOST],
			env: childEnv,
		}),
		async greet(printed) {
			if (!demo) return void process.stdout.write(ownGreeting(origin, printed));
			const sights = await demoSights(connections, new Date());
			process.stdout.write(demoGreeting(origin, env, database.dataDir ?? dataDir, sights));
			if (env.LAUREL_DEMO_TRAFFIC === 'off') return;
			const traffic = startTraffic({
				connections,
				door: `http://${localAddress(env.HOST)}:${env.PORT}`,
			});
			session.onClose('The demo traffic', () => traffic.stop());
		},
	};
}

/** A path as a person would write it from here. */
function shortest(path: string): string {
	const here = relative(process.cwd(), path);
	return here.startsWith('..') ? path : `${here}/`;
}

/** Where this machine reaches the portal, whatever addresses it listens on. */
function localAddress(host: string): string {
	if (host === '0.0.0.0') return '127.0.0.1';
	if (host === '::') return '[::1]';
	return host.includes(':') ? `[${host}]` : host;
}

function environment(): Env {
	try {
		return readEnv();
	} catch (error) {
		throw new BootFailure((error as Error).message);
	}
}

async function fillDemo(
	connections: Connections,
	ownerUrl: string,
	progress: Progress,
): Promise<boolean> {
	const state = await demoState(connections);
	if (state !== 'none') return state === 'demo';
	const owner = connect(ownerUrl, {
		...{ max: 2, hotMax: 4, applicationName: 'laurel-seed' },
		role: null,
	});
	try {
		await emptyHalfOfADemo(owner);
		await progress.step('Filling the demo company', (detail) =>
			seedCompany(owner, new Date(), detail),
		);
	} finally {
		await owner.close();
	}
	return true;
}

function demoGreeting(
	origin: string,
	env: Env,
	dataDir: string,
	{ display, over }: Awaited<ReturnType<typeof demoSights>>,
): string {
	const people = PERSONAS.map(
		({ role, name, email }) => `      ${role.padEnd(10)}${name.padEnd(22)}${email}`,
	);
	const traffic =
		env.LAUREL_DEMO_TRAFFIC === 'off'
			? 'No made-up visitors (LAUREL_DEMO_TRAFFIC=off).'
			: 'Made-up visitors click its links; LAUREL_DEMO_TRAFFIC=off stops them.';
	return [
		'',
		`  Laurel is open:  ${origin}`,
		'',
		`  Sign in with one click at ${origin}/sign-in, or with the password ${DEMO_PASSWORD} as`,
		...people,
		...(display ? ['', `  The office’s display:  ${origin}${display}`] : []),
		'',
		`  This is a demo company. ${traffic}`,
		...(over
			? ['  Its contest is over by now: nothing moves any more until you begin it anew.']
			: []),
		`  Its data stays in ${shortest(dataDir)}; to begin it anew, stop Laurel and delete that directory.`,
		'  For a company of your own set DATABASE_URL: docs/operating.md. Ctrl-C stops Laurel.',
		'',
		'',
	].join('\n');
}
