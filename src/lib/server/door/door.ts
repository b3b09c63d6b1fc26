import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { robotSort, type RobotSort } from '#lib/domain/clicks/robots.ts';
import { judge } from '#lib/domain/clicks/verdict.ts';
import { SESSION_COOKIE } from '../auth/sessions.ts';
import { newFactId } from '../fact-id.ts';
import type { DoorClick } from '../clicks/click.ts';
import { createRecorder } from '../clicks/recorder.ts';
import type { Connections } from '../db/client.ts';
import { clientAddress } from './address.ts';
import * as answers from './answers.ts';
import { cardOf } from './card.ts';
import { createKnowledge } from './knowledge.ts';
import type { CachedLink } from './link-cache.ts';
import { networkPrefix } from './network.ts';
import { visitorName } from './salts.ts';
import { slugOf } from './slug.ts';
import { visitOf, type Visit } from './visit.ts';

const HOUR_MS = 3_600_000;
/** Of the requests that count for nothing so many are stored per link and hour: enough to explain, too few to fill a disk. */
const UNCOUNTED_PER_HOUR = 50;
/** How long a slug that is not in memory, or a session, may keep somebody waiting. */
const ASK_MS = 1_500;
const IDENTIFY_MS = 500;
/** A browser's fits; a long one is somebody's joke and not worth the memory: 1 MB at most in all. */
const MAX_USER_AGENTS = 2_000;
const MAX_KEPT_CHARACTERS = 512;
/** Any other cookie is none of the door's business. */
const SESSION = new RegExp(`(?:^|;\\s*)(?:__Host-)?${SESSION_COOKIE}=`);

export type DoorHealth = { state: 'ok' | 'degraded' | 'down'; spooled: number; detail?: string };

export type Door = {
	/** Answers a request whose path starts with /r/; never throws and never answers 500. */
	handle(req: IncomingMessage, res: ServerResponse): void;
	/**
	 * Takes a GET that comes from nobody who is signed in, when all that its answer needs is in memory and the answer is a redirect: `send`
	 * gets where to, once the click is kept. False: `handle` is to answer. Never throws.
	 */
	take(target: string, visit: Visit, send: (location: string) => void): boolean;
	/** Reads the snapshot and, if the database is there, everything else; takes over clicks that a crash left on disk. */
	start(): Promise<void>;
	/** Waits for the clicks under way; call it when no request can come any more. */
	close(): Promise<void>;
	health(): DoorHealth;
	/** Whether clicks wait for their commit. */
	isCommitting(): boolean;
	/** Whether more clicks come than the database takes, so that they go to disk first. */
	isFlooded(): boolean;
};

type Identify = (cookieHeader?: string) => Promise<{ personId: string } | null>;

/** Null after `ms`, or when it fails. */
function within<T>(promise: Promise<T>, ms: number): Promise<T | null | 'failed'> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<'failed'>((resolve) => {
		timer = setTimeout(() => resolve('failed'), ms);
	});
	return Promise.race([promise.catch(() => 'failed' as const), late]).finally(() =>
		clearTimeout(timer),
	);
}

/**
 * The door: answers every link, judges who opened it and records the click before the answer leaves. Its law: recording
 * may fail, the redirect may not. `dataDir` is its own folder for spool and snapshot; `origin`, the portal's public
 * address, is what cards name (without it, the request's Host).
 */
export function createDoor(options: {
	connections: Connections;
	dataDir: string;
	log: Logger;
	trustedProxies: number;
	identify: Identify;
	origin?: string;
}): Door {
	const { connections, dataDir, log, trustedProxies, identify, origin } = options;
	const knowledge = createKnowledge({ sql: connections.sql, folder: dataDir, log });
	const { links, salts, settings } = knowledge;
	const recorder = createRecorder({
		connections,
		folder: dataDir,
		log,
		windowMs: () => settings().windowMs,
		onReturn: () => void knowledge.refresh(),
	});

	/** Judging a user agent costs 5 to 50 µs, and few of them make most of the clicks. */
	const sorts = new Map<string, RobotSort | null>();
	function sortOf(userAgent: string | undefined): RobotSort | null {
		if (userAgent === undefined) return 'undeclared';
		const known = sorts.get(userAgent);
		if (known !== undefined) return known;
		if (sorts.size >= MAX_USER_AGENTS) sorts.clear();
		const sort = robotSort(userAgent);
		// A copy: a piece of a longer text would keep all of that in memory, and a visitor's address with it.
		if (userAgent.length <= MAX_KEPT_CHARACTERS)
			sorts.set(Buffer.from(userAgent, 'latin1').toString('latin1'), sort);
		return sort;
	}

	function answer(req: IncomingMessage, res: ServerResponse, link: CachedLink, id: string): void {
		const head = req.method === 'HEAD';
		if (sortOf(req.headers['user-agent']) === 'preview') {
			answers.card(res, cardOf(link, cardAddress(req, link.slug)), head);
			return;
		}
		const target = links.targetOf(link, settings().campaignAt(Date.now()));
		if (target) answers.redirect(res, target.before + id + target.after);
		else answers.refuse(res, 404, head);
	}

	function cardAddress(req: IncomingMessage, slug: string): string {
		const host = req.headers.host ?? '';
		const own = origin ?? (/^[A-Za-z0-9.:[\]-]{1,255}$/.test(host) ? `http://${host}` : '');
		return `${own}/r/${slug}`;
	}

	/** `session`: who is signed in; 'unknown' when there is a session that could not be read. `done` gets the click's id. */
	function open(
		visit: Visit,
		link: CachedLink,
		session: { personId: string } | 'unknown' | null,
		done: (id: string) => void,
	): void {
		const at = Date.now();
		const { method, userAgent, secPurpose, purpose } = visit;
		const address = clientAddress(visit.remoteAddress, visit.forwardedFor, trustedProxies);
		const isOwner = session !== null && session !== 'unknown' && session.personId === link.personId;
		const first = judge(
			{
				...{ method, userAgent, secPurpose, purpose, isOwner },
				// A session that cannot be read just now may be the owner's: better not counted than wrongly counted.
				isColleague: session !== null && !isOwner,
				isInternalAddress: settings().networks.includes(address),
			},
			sortOf(userAgent) !== null,
		);
		const id = newFactId(at);
		if (first !== 'candidate' && !isToldOf(link, at)) {
			done(id);
			return;
		}
		const click: DoorClick = {
			...{ id, linkId: link.id, personId: link.personId, postId: link.postId, at, first },
			...{ visitor: '', earlier: '', network: '', later: () => '' },
		};
		if (first === 'candidate') {
			// Lives as long as the request: what is stored is only what the salts make of it.
			const identity = `${link.id}\n${address}\n${userAgent}`;
			const keys = salts.keysAt(at);
			click.visitor = visitorName(keys.today, identity);
			const network = networkPrefix(address);
			if (network) click.network = visitorName(keys.today, network);
			if (keys.earlier) click.earlier = visitorName(keys.earlier, identity);
			click.later = () => visitorName(salts.laterKey(at), identity);
		}
		recorder.record(click, () => done(id));
	}

	function isToldOf(link: CachedLink, at: number): boolean {
		const hour = Math.floor(at / HOUR_MS);
		if (link.hour !== hour) {
			link.hour = hour;
			link.uncounted = 0;
		}
		return ++link.uncounted <= UNCOUNTED_PER_HOUR;
	}

	async function askThenOpen(
		req: IncomingMessage,
		res: ServerResponse,
		slug: string,
		cached: CachedLink | undefined,
	): Promise<void> {
		let link: CachedLink | null | undefined = cached;
		if (!link) {
			const asked = recorder.isAway() ? 'failed' : await within(links.ask(slug), ASK_MS);
			link = asked === 'failed' ? links.peekStale(slug) : asked;
		}
		if (!link) {
			answers.refuse(res, link === null ? 404 : 503, req.method === 'HEAD');
			return;
		}
		const { cookie } = req.headers;
		if (cookie === undefined || !SESSION.test(cookie)) {
			open(visitOf(req), link, null, (id) => answer(req, res, link, id));
			return;
		}
		const session = await within(identify(cookie), IDENTIFY_MS);
		const known = session === 'failed' ? 'unknown' : session;
		open(visitOf(req), link, known, (id) => answer(req, res, link, id));
	}

	function respond(req: IncomingMessage, res: ServerResponse): void {
		const { method } = req;
		const head = method === 'HEAD';
		if (method !== 'GET' && !head) {
			if (method === 'OPTIONS') answers.options(res);
			else answers.refuse(res, 405, false);
			// A body is not waited for.
			req.resume();
			return;
		}
		const slug = slugOf(req.url ?? '');
		if (typeof slug === 'number') {
			answers.refuse(res, slug, head);
			return;
		}
		const link = links.peek(slug, Date.now());
		if (link === null) {
			answers.refuse(res, 404, head);
		} else if (link && req.headers.cookie === undefined) {
			open(visitOf(req), link, null, (id) => answer(req, res, link, id));
		} else {
			askThenOpen(req, res, slug, link).catch((error: unknown) => giveUp(res, head, error));
		}
	}

	function take(path: string, visit: Visit, send: (location: string) => void): boolean {
		const slug = slugOf(path);
		if (typeof slug === 'number') return false;
		const link = links.peek(slug, Date.now());
		if (!link || sortOf(visit.userAgent) === 'preview') return false;
		const target = links.targetOf(link, settings().campaignAt(Date.now()));
		if (!target) return false;
		open(visit, link, null, (id) => send(target.before + id + target.after));
		return true;
	}

	function giveUp(res: ServerResponse, head: boolean, error: unknown): void {
		log.error({ err: error }, 'the door stumbled');
		if (!res.headersSent) answers.refuse(res, 503, head);
	}

	return {
		handle(req, res) {
			try {
				respond(req, res);
			} catch (error) {
				giveUp(res, req.method === 'HEAD', error);
			}
		},
		take(path, visit, send) {
			try {
				return take(path, visit, send);
			} catch (error) {
				log.error({ err: error }, 'the door stumbled');
				return false;
			}
		},
		async start() {
			await knowledge.start();
			await recorder.start();
		},
		async close() {
			await recorder.close();
			await knowledge.close();
		},
		isCommitting: () => recorder.isCommitting(),
		isFlooded: () => recorder.isFlooded(),
		health() {
			const spooled = recorder.spooled();
			const lost = recorder.lost();
			if (recorder.isAway()) {
				return { state: 'degraded', spooled, detail: 'the database is away; clicks go to disk' };
			}
			if (lost > 0)
				return { state: 'degraded', spooled, detail: `${lost} clicks could not be kept` };
			return spooled > 0
				? { state: 'degraded', spooled, detail: 'spooled clicks are being recorded' }
				: { state: 'ok', spooled };
		},
	};
}
