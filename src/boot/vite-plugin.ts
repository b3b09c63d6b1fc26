import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Plugin, ViteDevServer } from 'vite';
import { retireRuntime } from '../lib/server/runtime-holder.ts';

type RuntimeModule = {
	publishRuntime(): Promise<{
		answer(req: IncomingMessage, res: ServerResponse): boolean;
		attach(server: Server): void;
	}>;
};

/** What lives as long as the process: a change to it needs a new runtime, and so a new server. */
const LONG_LIVED = /\/src\/lib\/(server|domain)\/.*\.ts$/;
const SETTLE_MS = 150;

/**
 * The development server does what src/server/main.ts does in production: the door answers /r/… and the health routes
 * before the pages, and Socket.IO shares the port. The modules come through Vite, so that there is one copy of each.
 * When code of the server changes, Vite restarts and the runtime is made anew.
 */
export function laurelRuntime(): Plugin {
	return {
		name: 'laurel-runtime',
		apply: 'serve',
		async configureServer(vite) {
			// Vitest makes a Vite server too, without a port.
			const http = vite.httpServer as Server | null;
			if (process.env.VITEST || !http) return;
			// At a restart the old server still stands while the new one is made.
			await retireRuntime();
			const { publishRuntime } = (await vite.ssrLoadModule(
				'/src/lib/server/runtime.ts',
			)) as RuntimeModule;
			const runtime = await publishRuntime();
			runtime.attach(http);
			vite.middlewares.use((req, res, next) => {
				if (!runtime.answer(req, res)) next();
			});
			restartOnChange(vite);
		},
	};
}

function restartOnChange(vite: ViteDevServer): void {
	let timer: NodeJS.Timeout | undefined;
	vite.watcher.on('change', (file) => {
		if (!LONG_LIVED.test(file.replaceAll('\\', '/')) || file.endsWith('.test.ts')) return;
		clearTimeout(timer);
		timer = setTimeout(() => void vite.restart(), SETTLE_MS);
	});
}
