import '#lib/server/resolve-once.ts';
import { join } from 'node:path';
import { build, staleBuild } from './build.ts';
import { startChild } from './child.ts';
import { createProgress } from './progress.ts';
import { runSession } from './session.ts';

// All of the server comes with it: loaded after what makes loading fast.
const { openPortal } = await import('./open.ts');

/** `npm start`: from a checkout to a portal that serves. */
await runSession(async (session) => {
	const progress = createProgress();
	session.onClose('The display of progress', () => progress.close());
	const stale = staleBuild();
	const building = stale ? progress.step('Building the portal', () => build(stale)) : null;
	// Reported where it is awaited, after the database is ready.
	building?.catch(() => undefined);
	const portal = await openPortal(session, progress);
	await building;
	const server = await progress.step('Starting the server', () =>
		startChild([join('src', 'server', 'main.ts')], portal.childEnv, /Laurel is listening on/),
	);
	session.onClose('The server', () => server.stop());
	void server.gone.then((how) => {
		if (session.closing) return;
		process.stderr.write(`The server ended by itself (${how}).\n`);
		void session.close().then(() => process.exit(1));
	});
	await portal.greet(server.printed);
});
