import { createServer } from 'node:net';
import { BootFailure } from './failure.ts';

/** `port` when it is free, any free one below 32768 (where the system takes its own from) for 0. */
export async function claimPort(port: number): Promise<number> {
	if (port !== 0) {
		if (await isFree(port)) return port;
		throw new BootFailure(
			`Port ${port}, meant for the embedded Postgres, is taken. Set LAUREL_PG_PORT to a free one.`,
		);
	}
	for (let tries = 0; tries < 200; tries++) {
		const candidate = 20_000 + Math.floor(Math.random() * 12_000);
		if (await isFree(candidate)) return candidate;
	}
	throw new BootFailure('No free port was found between 20000 and 32000.');
}

function isFree(port: number): Promise<boolean> {
	return new Promise((done) => {
		const probe = createServer();
		probe.once('error', () => done(false));
		probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
	});
}
