import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, ensureBrowser } from '../support/browser.ts';

const executablePath = ensureBrowser((line) => process.stdout.write(`${line}\n`));

/** Every spec file has a portal of its own in each worker: port, database and server (portal.ts). */
export default defineConfig({
	testDir: '.',
	outputDir: '../../test-results/e2e',
	globalSetup: './global-setup.ts',
	fullyParallel: false,
	workers: 2,
	timeout: 45_000,
	expect: { timeout: 10_000 },
	forbidOnly: process.env.CI !== undefined,
	reporter: 'list',
	use: {
		browserName: 'chromium',
		launchOptions: { args: [...CHROMIUM_ARGS], ...(executablePath ? { executablePath } : {}) },
		locale: 'en-GB',
		timezoneId: 'Europe/Stockholm',
		screenshot: 'only-on-failure',
	},
});
