import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Browser } from '@playwright/test';

const DEBIAN = '/usr/bin/chromium';

/**
 * The path of a Chromium to test with; undefined is Playwright's own. Installs one when there is none: Debian's as
 * root, else Playwright's. Throws with what the installer said.
 */
export function ensureBrowser(say: (line: string) => void = () => undefined): string | undefined {
	if (existsSync(DEBIAN)) return DEBIAN;
	const root = process.getuid?.() === 0;
	if (root && existsSync('/usr/bin/apt-get')) {
		say('Installing Chromium from the system’s packages …');
		run('apt-get', ['update', '-qq']);
		run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
		return DEBIAN;
	}
	say('Installing Playwright’s Chromium …');
	run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
	return undefined;
}

/** Quiet and offline: no QUIC, no updates, no sync; root has no sandbox. */
export const CHROMIUM_ARGS: readonly string[] = [
	...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A Chromium without Playwright's runner; close it. Throws as `ensureBrowser` does. */
export async function aBrowser(): Promise<Browser> {
	const executablePath = ensureBrowser();
	const { chromium } = await import('@playwright/test');
	return chromium.launch({
		args: [...CHROMIUM_ARGS],
		...(executablePath ? { executablePath } : {}),
	});
}

function run(command: string, args: string[]): void {
	const { status, stdout, stderr, error } = spawnSync(command, args, {
		encoding: 'utf8',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
	});
	if (status === 0) return;
	throw new Error(
		`${command} ${args.join(' ')} failed:\n${error?.message ?? `${stdout}${stderr}`}`,
	);
}
