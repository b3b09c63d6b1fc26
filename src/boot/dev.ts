import '#lib/server/resolve-once.ts';
import { join } from 'node:path';
import { startChild } from './child.ts';
import { createProgress } from './progress.ts';
import { runSession } from './session.ts';

// All of the server comes with it: loaded after what makes loading fast.
const { openPortal } = await import('./open.ts');

/** `npm run dev`: the same portal from its sources, with hot reload; its own sockets and links work too. */
await runSession(async (session) => {
	const progress = createProgress();
	session.onClose('The display of progress', () => progress.close());
	const portal = await openPortal(session, progress);
	const { args, env } = portal.dev();
	const server = await progress.step('Starting the development server', () =>
		startChild(
			[join('node_modules', 'vite', 'bin', 'vite.js'), 'dev', ...args],
			env,
			/Local:\s+http/,
		),
	);
	session.onClose('The server', () => server.stop());
	void server.gone.then((how) => {
		if (session.closing) return;
		process.stderr.write(`The server ended by itself (${how}).\n`);
		void session.close().then(() => process.exit(1));
	});
	await portal.greet(server.printed);
});
