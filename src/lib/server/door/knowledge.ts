import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { LinkCache } from './link-cache.ts';
import { Salts } from './salts.ts';
import { NO_SETTINGS, readSettings, settingsOf, type Settings } from './settings.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';

/** Contests begin and end by the clock, and a bell may be lost. */
const REFRESH_MS = 15_000;
const SNAPSHOT_MS = 30_000;
const LISTEN_AGAIN_MS = 1_000;
const START_MS = 3_000;

/** All that the door knows without asking: links, settings and salts, true by bells, and by a snapshot at the start. */
export type Knowledge = {
	links: LinkCache;
	salts: Salts;
	settings(): Settings;
	/** Reads everything anew, as after an outage. Never throws: what cannot be read stays as it was. */
	refresh(): Promise<void>;
	start(): Promise<void>;
	close(): Promise<void>;
};

/** Makes the door's knowledge; `folder` holds the snapshot. */
export function createKnowledge({
	sql,
	folder,
	log,
}: {
	sql: Sql;
	folder: string;
	log: Logger;
}): Knowledge {
	const links = new LinkCache(sql);
	const salts = new Salts(sql);
	let settings = settingsOf(NO_SETTINGS);
	let closed = false;
	let listening: Promise<{ unlisten(): Promise<void> }[]> | null = null;
	let timers: NodeJS.Timeout[] = [];
	let known = false;

	const tolerate = (what: string) => (error: unknown) => {
		if (!closed) log.debug({ err: error }, `reading ${what} failed`);
	};

	async function refreshSettings(): Promise<void> {
		const stored = await readSettings(sql);
		if (JSON.stringify(stored) === JSON.stringify(settings.stored)) return;
		settings = settingsOf(stored);
		if (settings.networks.unreadable.length > 0) {
			log.warn(
				{ blocks: settings.networks.unreadable },
				'internal networks that are no CIDR blocks',
			);
		}
	}

	const heedSettings = () => void refreshSettings().catch(tolerate('settings'));
	const heedSalts = () => {
		if (salts.isDue(Date.now())) salts.refresh(Date.now()).catch(tolerate('salts'));
	};

	async function refresh(): Promise<void> {
		await Promise.all([
			refreshSettings().catch(tolerate('settings')),
			salts.refresh(Date.now()).catch(tolerate('salts')),
			links.reload().then(() => void (known = true), tolerate('links')),
		]);
	}

	async function keepSnapshot(): Promise<void> {
		if (!known) return;
		const snapshot = { settings: settings.stored, salts: salts.dump(), links: links.dump() };
		await writeSnapshot(folder, snapshot).catch((error: unknown) => {
			log.warn({ err: error }, 'the door’s snapshot could not be written');
		});
	}

	async function listen(): Promise<{ unlisten(): Promise<void> }[]> {
		return Promise.all([
			sql.listen(
				'links',
				(payload) => links.ring(payload),
				// Also after every lost connection: bells may have been missed.
				() => void links.reload().then(() => void (known = true), tolerate('links')),
			),
			sql.listen('program', heedSettings, () => {
				// The first time it may not have been possible before: no tables yet, or no right to act as the role.
				heedSettings();
				heedSalts();
			}),
		]);
	}

	function listenUntilHeard(): void {
		listening = listen();
		listening.catch((error: unknown) => {
			tolerate('bells')(error);
			listening = null;
			if (!closed) timers.push(setTimeout(listenUntilHeard, LISTEN_AGAIN_MS));
		});
	}

	return {
		links,
		salts,
		settings: () => settings,
		refresh,
		async start() {
			const snapshot = await readSnapshot(folder);
			if (snapshot) {
				settings = settingsOf(snapshot.settings);
				salts.restore(snapshot.salts, Date.now());
				links.restore(snapshot.links);
			}
			// A database that cannot even be reached must not keep the door shut; what comes later is taken all the same.
			await Promise.race([refresh(), delay(START_MS, undefined, { ref: false })]);
			listenUntilHeard();
			timers.push(
				setInterval(() => {
					heedSettings();
					heedSalts();
				}, REFRESH_MS),
				setInterval(() => void keepSnapshot(), SNAPSHOT_MS),
			);
			for (const timer of timers) timer.unref();
			await keepSnapshot();
		},
		async close() {
			closed = true;
			for (const timer of timers) clearTimeout(timer);
			timers = [];
			await keepSnapshot();
			const heard = await listening?.catch(() => []);
			await Promise.all((heard ?? []).map((one) => one.unlisten().catch(() => undefined)));
		},
	};
}
