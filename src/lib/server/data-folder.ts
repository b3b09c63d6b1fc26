import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder below LAUREL_DATA, parents included, and sees that it can be written to. Throws an Error with a sentence for whoever
 * set the variable. Step by step: Node's own way spins for ever where a system refuses a folder as if its parent were missing, as
 * /proc does.
 */
export function makeDataFolder(folder: string): void {
	try {
		makeWay(resolve(folder));
		accessSync(folder, constants.W_OK | constants.X_OK);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new Error(
			`Nothing can be kept in ${folder} (${code}). Set LAUREL_DATA to a folder that this user may make and write to.`,
			{ cause: error },
		);
	}
}

function makeWay(folder: string): void {
	if (existsSync(folder)) return;
	makeWay(dirname(folder));
	try {
		mkdirSync(folder);
	} catch (error) {
		// Another process was quicker.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
}
