import { test as base, type BrowserContext, type BrowserContextOptions } from '@playwright/test';
import { pino } from 'pino';
import type { Role } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import { connect, type Connections } from '#lib/server/db/client.ts';
import { createDisplay } from '#lib/server/displays/create.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { cloneDatabase, DEMO_TEMPLATE } from './databases.ts';
import { visitorAgent } from './visitors.ts';

type State = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** A demo company that is served, with what a test needs to look behind it. */
export class Portal {
	readonly connections: Connections;
	readonly ctx: Ctx;
	#server: TestServer;
	#databaseUrl: string;
	#sessions = new Map<Role, Promise<State>>();

	constructor(server: TestServer, databaseUrl: string) {
		this.#server = server;
		this.#databaseUrl = databaseUrl;
		this.connections = connect(databaseUrl, { applicationName: 'laurel-e2e' });
		this.ctx = {
			db: this.connections.db,
			actor: { kind: 'system', name: 'e2e' },
			now: new Date(),
			log: pino({ level: 'silent' }),
		};
	}

	get url(): string {
		return this.#server.url;
	}

	/** The running contest's slug. */
	async contest(): Promise<string> {
		const rows = await this.connections.sql<{ slug: string }[]>`
			select slug from contests where starts_at <= now() and ends_at > now() order by ends_at limit 1`;
		return rows[0]!.slug;
	}

	/** The newest story that everybody is offered, by its id. */
	async story(): Promise<string> {
		const rows = await this.connections.sql<{ id: string }[]>`
			select id from posts p where state = 'published' and published_at <= now() and brought_by is null
				and (expires_at is null or expires_at > now())
				and not exists (select from post_teams where post_id = p.id)
				and not exists (select from post_offices where post_id = p.id)
			order by published_at desc limit 1`;
		return rows[0]!.id;
	}

	/** A link of one of these people whose next click counts: far from the caps of a day. */
	async link(...people: string[]): Promise<{ slug: string; person: string }> {
		const rows = await this.connections.sql<{ slug: string; person: string }[]>`
			with today as (select link_id, person_id from clicks
				where verdict = 'valid' and at > date_trunc('day', now(), 'Europe/Stockholm'))
			select l.slug, p.external_id as person from links l join people p on p.id = l.person_id
			where p.external_id = any(${people})
				and (select count(*) from today where person_id = p.id) < 150
				and (select count(*) from today where link_id = l.id) < 20
			order by array_position(${people}::text[], p.external_id), l.id desc limit 1`;
		if (!rows[0]) throw new Error(`Nobody of ${people.join(', ')} is below the day's caps.`);
		return rows[0];
	}

	/** Opens a link as a browser does, of somebody new unless said otherwise, and gives the status of the answer. */
	async click(slug: string, agent = visitorAgent()): Promise<number> {
		const headers = { 'user-agent': agent, 'accept-language': 'sv' };
		const answer = await fetch(`${this.url}/r/${slug}`, { headers, redirect: 'manual' });
		await answer.arrayBuffer();
		return answer.status;
	}

	/** A display's path with its signed key. */
	async display(name: string): Promise<{ id: string; path: string }> {
		const { name: office } = (
			await this.connections.sql<{ name: string }[]>`select name from offices order by name limit 1`
		)[0]!;
		const input = { name, contest: await this.contest(), office };
		return createDisplay({ ctx: { ...this.ctx, now: new Date() }, input });
	}

	/** The cookies of the demo's person of that role; signed in once per portal, by the form. */
	session(role: Role): Promise<State> {
		const state = this.#sessions.get(role) ?? this.#signIn(role);
		this.#sessions.set(role, state);
		return state;
	}

	async #signIn(role: Role): Promise<State> {
		const answer = await fetch(`${this.url}/sign-in?/persona`, {
			method: 'POST',
			headers: { origin: this.url, accept: 'text/html' },
			body: new URLSearchParams({ role, next: '/' }),
			redirect: 'manual',
		});
		if (answer.status !== 303) throw new Error(`Signing in as ${role} answered ${answer.status}.`);
		const cookies = answer.headers.getSetCookie().map((line) => {
			const [name = '', value = ''] = line.split(';', 1)[0]!.split(/=(.*)/);
			const more = { domain: 'localhost', path: '/', expires: -1, httpOnly: true, secure: false };
			return { name, value, ...more, sameSite: 'Lax' as const };
		});
		return { cookies, origins: [] };
	}

	/** Ends the server as a power cut would. */
	async kill(): Promise<void> {
		await this.#server.kill();
	}

	/** Starts it again at the same address; `home` is the folder of another version of it. */
	async start(home?: string): Promise<void> {
		const { port } = this.#server;
		const options = { databaseUrl: this.#databaseUrl, port, ...(home ? { home } : {}) };
		this.#server = await startServer(options);
	}

	/** Ends the server as an update does, and starts the version in the folder `home` at the same address. */
	async deploy(home: string): Promise<void> {
		await this.#server.stop();
		await this.start(home);
	}

	async close(): Promise<void> {
		await this.#server.stop();
		await this.connections.close();
	}
}

type Served = { portal: Portal; close(): Promise<void> };

/** Serves a clone of the demo company; `close` throws it away. */
async function servePortal(): Promise<Served> {
	const database = await cloneDatabase(DEMO_TEMPLATE);
	const portal = new Portal(await startServer({ databaseUrl: database.url }), database.url);
	return {
		portal,
		async close() {
			await portal.close();
			await database.drop();
		},
	};
}

/** The portal of the spec file that a worker is at: what another file has left behind would be stumbled over. */
class ServedPortal {
	#file = '';
	#served: Served | null = null;

	async of(file: string): Promise<Portal> {
		if (this.#file !== file) await this.close();
		this.#file = file;
		this.#served ??= await servePortal();
		return this.#served.portal;
	}

	async close(): Promise<void> {
		const served = this.#served;
		this.#served = null;
		await served?.close();
	}
}

/** A new browser of whoever it is; all are closed after the test. */
export type Open = (
	who: Role | 'visitor',
	options?: BrowserContextOptions,
) => Promise<BrowserContext>;

type Given = { open: Open; portal: Portal; mortal: Portal };

/**
 * The tests' own `test`: a portal per spec file, `mortal` for who kills it, and `open`, whose browsers fail the test when any of their pages asks
 * another host for anything or throws.
 */
export const test = base.extend<Given, { served: ServedPortal }>({
	served: [
		async ({}, use) => {
			const served = new ServedPortal();
			await use(served).finally(() => served.close());
		},
		{ scope: 'worker', timeout: 60_000 },
	],
	portal: [async ({ served }, use, info) => use(await served.of(info.file)), { timeout: 60_000 }],
	mortal: [
		async ({}, use) => {
			const { portal, close } = await servePortal();
			await use(portal).finally(close);
		},
		{ timeout: 60_000 },
	],
	baseURL: ({ portal }, use) => use(portal.url),
	async open({ browser, portal }, use) {
		const contexts: BrowserContext[] = [];
		const strange: string[] = [];
		await use(async (who, options = {}) => {
			const storageState = who === 'visitor' ? { cookies: [], origins: [] } : portal.session(who);
			const context = await browser.newContext({
				baseURL: portal.url,
				storageState: await storageState,
				...options,
			});
			context.on('request', (request) => {
				const { protocol, host } = new URL(request.url());
				if (protocol.startsWith('http') && host !== new URL(portal.url).host)
					strange.push(`asked ${host} for ${request.url()}`);
			});
			context.on('weberror', (error) => strange.push(`threw ${error.error().stack}`));
			contexts.push(context);
			return context;
		});
		await Promise.all(contexts.map((context) => context.close()));
		base.expect(strange, 'pages ask no other host and throw nothing').toEqual([]);
	},
});

export { expect } from '@playwright/test';
