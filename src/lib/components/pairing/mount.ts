import { DATA_ID } from '../own-script/take.ts';

/** In seconds: between two questions. */
type Wait = { interval: number };

type Polled = { state: string; interval?: number };

/** While the server does not answer. */
const LONGEST_S = 30;

/**
 * Asks whether this screen has been let in, no faster than it is told; then it starts by itself. The first time it only
 * says what it is, because the page itself has just asked.
 */
async function ask(interval: number, page: boolean): Promise<void> {
	const said = {
		page,
		width: Math.round(screen.width * devicePixelRatio),
		height: Math.round(screen.height * devicePixelRatio),
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
	};
	let next = Math.min(interval * 2, LONGEST_S);
	try {
		const answer = await fetch('/tv/pair/poll', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(said),
		});
		if (answer.ok) {
			const polled = (await answer.json()) as Polled;
			if (polled.state === 'approved') return location.replace('/tv');
			// A new code, by the server; it is reached just now.
			if (polled.state === 'refused' || polled.state === 'ended') return location.reload();
			next = polled.interval ?? interval;
		}
	} catch {
		// The network is away: the code stands, and it is asked again.
	}
	setTimeout(() => void ask(next, false), next * 1000);
}

const wait = JSON.parse(document.getElementById(DATA_ID)?.textContent ?? 'null') as Wait | null;
if (wait) void ask(wait.interval, true);
