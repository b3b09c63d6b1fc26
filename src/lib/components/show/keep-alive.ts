import type { Player } from './player.svelte.ts';

/** What the owner sees of the screen is at most so old. */
const REPORT_EVERY_MS = 30_000;
const LOOK_MS = 2_000;

/** Where there is a wake lock, the screen's energy saving does not turn it off; it ends when the page is hidden. */
function stayAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	const ask = () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		navigator.wakeLock.request('screen').then(
			(got) => (lock = got),
			() => undefined,
		);
	};
	ask();
	document.addEventListener('visibilitychange', ask);
	return () => {
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}

/** Keeps the page and what it is made of for a start without a network. */
async function keepShell(): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	await navigator.serviceWorker.register('/service-worker.js', { scope: '/tv', type: 'module' });
	const { active } = await navigator.serviceWorker.ready;
	const used = performance.getEntriesByType('resource').map(({ name }) => name);
	active?.postMessage({ kind: 'keep', page: location.href, used });
}

/** Nothing that was shown stays behind once the screen may see nothing any more; the server then asks to pair it. */
async function leave(): Promise<void> {
	if ('caches' in globalThis) {
		for (const name of await caches.keys()) await caches.delete(name);
	}
	// A server that goes away this very moment would leave the browser's own error page there for good.
	const answer = await fetch('/tv', { cache: 'no-store' });
	if (answer.status >= 500) throw new Error(`answered ${answer.status}`);
	location.replace('/tv');
}

/**
 * What runs beside the player in the browser until the function that it gives is called: the wake lock, the service
 * worker, and telling the owner what is shown.
 */
export function keepAlive(player: Player): () => void {
	const sleep = stayAwake();
	keepShell().catch(() => undefined);
	let told = '';
	let toldAt = 0;
	let leaving = false;
	const look = setInterval(() => {
		if (player.closed) {
			if (!leaving) leave().catch(() => (leaving = false));
			leaving = true;
			return;
		}
		const { takeover, play, show } = player;
		const reveal = player.live?.reveal?.state === 'running' ? 'reveal' : null;
		const moment = takeover && takeover.kind !== 'manual' ? takeover.kind : null;
		const scene = reveal ?? moment ?? player.shownNow?.scene ?? play.item?.scene ?? 'clock';
		const stale = player.lostSince !== null;
		const said = `${scene} ${stale}`;
		if (stale || (said === told && Date.now() - toldAt < REPORT_EVERY_MS)) return;
		[told, toldAt] = [said, Date.now()];
		const report = {
			scene,
			since: new Date(Math.max(play.since, 0)).toISOString(),
			version: show.build,
			width: Math.round(innerWidth * devicePixelRatio),
			height: Math.round(innerHeight * devicePixelRatio),
			stale,
			plain: false,
		};
		const body = JSON.stringify(report);
		const headers = { 'content-type': 'application/json' };
		fetch('/tv/report', { method: 'POST', headers, body }).catch(() => undefined);
	}, LOOK_MS);
	return () => {
		sleep();
		clearInterval(look);
	};
}
