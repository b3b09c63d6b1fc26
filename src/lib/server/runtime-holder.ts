import type { Runtime } from './runtime.ts';

/**
 * The build, Vite and bare Node each have a module graph of their own; all find the one runtime under this symbol.
 * This file imports nothing at run time, so that the entry can look without loading a second copy of the server.
 */
const KEY = Symbol.for('laurel.runtime');
const holder = globalThis as unknown as { [KEY]?: Promise<Runtime> };

/** Keeps what `make` gives as the process's runtime, or gives the one that is kept already. */
export function publish(make: () => Promise<Runtime>): Promise<Runtime> {
	holder[KEY] ??= make();
	return holder[KEY];
}

/** The process's runtime. Throws when `init` has not made it: a mistake in the code, not a state to handle. */
export async function runtime(): Promise<Runtime> {
	if (!holder[KEY]) throw new Error('The runtime is asked for before init made it.');
	return holder[KEY];
}

/** Takes the runtime down and forgets it, so that the development server can make a new one. */
export async function retireRuntime(): Promise<void> {
	const running = holder[KEY];
	delete holder[KEY];
	await (await running)?.close();
}
