import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { build, staleBuild } from '#boot/build.ts';
import { ensureBrowser } from './support/browser.ts';

/**
 * `npm test`: everything, one heavy suite at a time, going on after a failure, and at the end one line with the sums.
 * `npm test -- check unit` runs only those. A check that fails (format, lint, types, build, coverage) counts as one
 * failed test.
 */

type Sums = { passed: number; failed: number; skipped: number };
type Suite = { name: string; run: () => Promise<Sums> };

/** Of src/lib, by unit and integration tests together. */
const BARS = { lines: 90, branches: 85 };
const REPORTS = 'reports';

const one = (passed: boolean): Sums => ({
	passed: passed ? 1 : 0,
	failed: passed ? 0 : 1,
	skipped: 0,
});

/** Runs a program of node_modules with our output. Resolves with whether it ended well. */
function runs(script: string, args: string[], env: Record<string, string> = {}): Promise<boolean> {
	return new Promise((done) => {
		const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
			stdio: ['ignore', 'inherit', 'inherit'],
			env: { ...process.env, ...env },
		});
		child.once('error', () => done(false));
		child.once('exit', (code) => done(code === 0));
	});
}

/** The same beside others: what it prints is shown in one piece at its end. */
function runsBeside(script: string, args: string[]): Promise<boolean> {
	return new Promise((done) => {
		const child = spawn(process.execPath, [`node_modules/${script}`, ...args], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const printed: Buffer[] = [];
		child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
		child.once('error', () => done(false));
		child.once('close', (code) => {
			process.stdout.write(Buffer.concat(printed));
			done(code === 0);
		});
	});
}

async function checks(): Promise<Sums> {
	const generated =
		(await runs('@sveltejs/kit/svelte-kit.js', ['sync'])) &&
		(await runs('@inlang/paraglide-js/bin/run.js', [
			...['compile', '--project', './src/i18n/project.inlang'],
			...['--outdir', './src/lib/paraglide', '--silent'],
		]));
	if (!generated) return one(false);
	// Each keeps one core busy: beside one another they take half as long.
	const results = await Promise.all([
		runsBeside('eslint/bin/eslint.js', ['-c', '.config/eslint.js', '.']),
		runsBeside('svelte-check/bin/svelte-check', [
			...['--tsconfig', './tsconfig.json', '--threshold', 'error', '--output', 'human'],
		]),
		runsBeside('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
	]);
	return sum(results.map(one));
}

async function built(): Promise<Sums> {
	const stale = staleBuild();
	if (!stale) return one(true);
	try {
		await build(stale);
		return one(true);
	} catch (error) {
		process.stdout.write(`${(error as Error).message}\n`);
		return one(false);
	}
}

async function vitest(name: string, args: string[]): Promise<Sums> {
	const file = `${REPORTS}/${name}.json`;
	rmSync(file, { force: true });
	const ended = await runs('vitest/vitest.mjs', [
		'run',
		...args,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
	]);
	if (!existsSync(file)) return one(false);
	const report = JSON.parse(readFileSync(file, 'utf8')) as Record<
		'numPassedTests' | 'numFailedTests' | 'numPendingTests',
		number
	>;
	const failed = report.numFailedTests;
	// A file that cannot be loaded, or an error outside any test, fails the run without a failed test.
	return {
		passed: report.numPassedTests,
		failed: ended ? failed : Math.max(1, failed),
		skipped: report.numPendingTests,
	};
}

async function unitAndIntegration(): Promise<Sums> {
	rmSync('coverage', { recursive: true, force: true });
	const args = ['--project', 'unit', '--project', 'integration', '--coverage'];
	// The figures are worth seeing also beside a failed test.
	args.push('--coverage.reportOnFailure');
	const sums = await vitest('unit-and-integration', args);
	return sum([sums, coverage()]);
}

function coverage(): Sums {
	const file = 'coverage/coverage-summary.json';
	if (!existsSync(file)) return one(false);
	const { total } = JSON.parse(readFileSync(file, 'utf8')) as {
		total: Record<keyof typeof BARS, { pct: number }>;
	};
	const bars = Object.entries(BARS) as [keyof typeof BARS, number][];
	for (const [what, bar] of bars) {
		const verdict = total[what].pct >= bar ? 'reached' : 'NOT reached';
		process.stdout.write(`Coverage of ${what}: ${total[what].pct} %, ${bar} % ${verdict}\n`);
	}
	return one(bars.every(([what, bar]) => total[what].pct >= bar));
}

async function endToEnd(): Promise<Sums> {
	ensureBrowser((line) => process.stdout.write(`${line}\n`));
	const file = `${REPORTS}/e2e.json`;
	rmSync(file, { force: true });
	const ended = await runs(
		'@playwright/test/cli.js',
		['test', '-c', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
		{ PLAYWRIGHT_JSON_OUTPUT_FILE: `${process.cwd()}/${file}` },
	);
	if (!existsSync(file)) return one(false);
	const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
		stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>;
	};
	// Flaky is a test that failed once: that counts.
	const failed = stats.unexpected + stats.flaky;
	return {
		passed: stats.expected,
		failed: ended ? failed : Math.max(1, failed),
		skipped: stats.skipped,
	};
}

const SUITES: Suite[] = [
	{ name: 'check', run: checks },
	{ name: 'build', run: built },
	{ name: 'unit', run: unitAndIntegration },
	{ name: 'e2e', run: endToEnd },
	{ name: 'faults', run: () => vitest('faults', ['--project', 'faults']) },
];

function sum(all: Sums[]): Sums {
	return all.reduce(
		(to, { passed, failed, skipped }) => ({
			passed: to.passed + passed,
			failed: to.failed + failed,
			skipped: to.skipped + skipped,
		}),
		{ passed: 0, failed: 0, skipped: 0 },
	);
}

async function main(): Promise<void> {
	const asked = process.argv.slice(2);
	const unknown = asked.filter((name) => !SUITES.some((suite) => suite.name === name));
	if (unknown.length > 0) {
		process.stderr.write(
			`Unknown: ${unknown.join(', ')}. There are ${SUITES.map(({ name }) => name).join(', ')}.\n`,
		);
		process.exit(2);
	}
	mkdirSync(REPORTS, { recursive: true });
	const results: { name: string; sums: Sums; seconds: number }[] = [];
	for (const { name, run } of SUITES) {
		if (asked.length > 0 && !asked.includes(name)) continue;
		process.stdout.write(`\n── ${name} ${'─'.repeat(60)}\n`);
		const since = Date.now();
		const sums = await run().catch((error: unknown) => {
			process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
			return one(false);
		});
		results.push({ name, sums, seconds: Math.round((Date.now() - since) / 1000) });
	}
	process.stdout.write('\n');
	for (const { name, sums, seconds } of results) {
		const skipped = sums.skipped > 0 ? `, ${sums.skipped} skipped` : '';
		process.stdout.write(
			`${sums.failed > 0 ? '✗' : '✓'} ${name.padEnd(8)} ${sums.passed} passed, ${sums.failed} failed${skipped} in ${seconds} s\n`,
		);
	}
	const { passed, failed, skipped } = sum(results.map(({ sums }) => sums));
	const left = skipped > 0 ? `, ${skipped} skipped` : '';
	process.stdout.write(`\n${passed} passed, ${failed} failed${left}\n`);
	process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

await main();
