import { availableParallelism } from 'node:os';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { pageScripts } from './src/boot/page-scripts.ts';
import { laurelRuntime } from './src/boot/vite-plugin.ts';

/**
 * Files of a worker share its modules: what they import is loaded once, which is 2/3 of the time otherwise. So nothing in a
 * module may remember a test; what it keeps is keyed by the database or the file.
 */
const shared = { isolate: false };
const node = { environment: 'node' as const, restoreMocks: true };

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './src/i18n/project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
		}),
		sveltekit(),
		laurelRuntime(),
		pageScripts(),
	],
	server: { strictPort: true },
	build: { chunkSizeWarningLimit: 300 },
	test: {
		// By itself it leaves one core to watching, and half of a machine with two idle.
		maxWorkers: Math.max(2, availableParallelism() - 1),
		coverage: {
			provider: 'v8',
			include: ['src/lib/**/*.ts'],
			exclude: ['src/lib/paraglide/**', '**/*.test.ts', 'src/lib/**/*.svelte.ts'],
			reporter: ['text-summary', 'json-summary', 'json'],
		},
		projects: [
			{
				extends: true,
				test: {
					...node,
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/rules/**/*.test.ts'],
					// Those of tests/rules read every file: seconds each on a busy machine.
					testTimeout: 30_000,
					...shared,
				},
			},
			{
				extends: true,
				test: {
					...node,
					name: 'integration',
					...shared,
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['tests/support/global-postgres.ts'],
					testTimeout: 30_000,
					hookTimeout: 60_000,
				},
			},
			{
				extends: true,
				test: {
					...node,
					name: 'faults',
					include: ['tests/faults/**/*.test.ts'],
					globalSetup: ['tests/support/global-postgres.ts'],
					testTimeout: 240_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
		],
	},
});
