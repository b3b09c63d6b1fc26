import { readEnv } from './env.ts';

let origin: string | undefined;

/** The portal's public address without a trailing slash: ORIGIN, or http://localhost:PORT. Read once per process. */
export function publicOrigin(): string {
	if (origin === undefined) {
		const env = readEnv();
		origin = env.ORIGIN ? new URL(env.ORIGIN).origin : `http://localhost:${env.PORT}`;
	}
	return origin;
}

/** The address of a tracked link, as people paste it. */
export function linkAddress(slug: string): string {
	return `${publicOrigin()}/r/${slug}`;
}
