/**
 * Runs before every npm script that needs packages: installs them when the lockfile or the dependencies changed.
 * Plain JavaScript without a dependency, since there may be none yet and Node may still be 20.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const STAMP = join(ROOT, 'node_modules', '.laurel-installed');
/** Compiled words that whatever the server does imports. */
const WORDS = join(ROOT, 'src', 'lib', 'paraglide', 'messages.js');
/** The first Node that runs TypeScript by itself without a flag. */
const NODE_NEEDED = [22, 18];

/** @param {string} name */
const read = (name) => readFileSync(join(ROOT, name), 'utf8');

/** What we mend in packages until their own release does; `postinstall` applies it. */
const PATCHES = join('.config', 'patches');

function wanted() {
	const patches = readdirSync(join(ROOT, PATCHES)).sort();
	const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'));
	return createHash('sha256')
		.update(read('package-lock.json'))
		.update(JSON.stringify([dependencies, devDependencies, optionalDependencies]))
		.update(JSON.stringify(patches.map((name) => read(join(PATCHES, name)))))
		.update(`${process.platform}-${process.arch}`)
		.digest('hex');
}

/** Whether node_modules holds just what the lockfile says, as after somebody's own `npm install`. */
function matchesLockfile() {
	try {
		const lock = JSON.parse(read('package-lock.json')).packages;
		const there = JSON.parse(read('node_modules/.package-lock.json')).packages;
		const paths = new Set([...Object.keys(lock), ...Object.keys(there)]);
		paths.delete('');
		return [...paths].every((path) => {
			const { version, optional } = lock[path] ?? {};
			return version === there[path]?.version || (optional && !there[path]);
		});
	} catch {
		return false;
	}
}

/** @returns {Promise<number>} npm's exit code */
function install() {
	const npm = process.env.npm_execpath;
	const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
	const child = spawn(
		command,
		[...args, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
		{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' },
	);
	const started = Date.now();
	const terminal = process.stdout.isTTY;
	let said = '';
	child.stdout.on('data', (chunk) => (said += chunk));
	child.stderr.on('data', (chunk) => (said += chunk));
	const show = () => {
		const seconds = Math.round((Date.now() - started) / 1000);
		const line = `Installing packages … ${seconds} s`;
		process.stdout.write(terminal ? `\r${line}` : `${line}\n`);
	};
	show();
	const timer = setInterval(show, terminal ? 1000 : 15_000);
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
		process.once(signal, () => {
			child.kill(signal);
			process.exitCode = 130;
		});
	}
	return new Promise((done) => {
		child.once('error', (error) => {
			said += error.message;
			done(1);
		});
		child.once('exit', (code) => done(code ?? 1));
	}).then((code) => {
		clearInterval(timer);
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		const line = code === 0 ? `Packages installed in ${seconds} s.` : 'npm ci failed:';
		process.stdout.write(`${terminal ? '\r\x1b[K' : ''}${line}\n`);
		if (code !== 0) process.stderr.write(`${said.trim()}\n`);
		return code;
	});
}

/** Which Node the scripts after this one get: the installed one where there is one for this machine. */
function nodeToCome() {
	const own = join(ROOT, 'node_modules', '.bin', 'node');
	if (existsSync(own)) {
		const { stdout } = spawnSync(own, ['--version'], { encoding: 'utf8' });
		if (stdout) return stdout.trim().slice(1);
	}
	return process.versions.node;
}

const mark = wanted();
const stamped = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === mark;
if (!stamped) {
	const code = matchesLockfile() ? 0 : await install();
	if (code !== 0) process.exit(code);
	mkdirSync(dirname(STAMP), { recursive: true });
	writeFileSync(STAMP, mark);
}

const [major = 0, minor = 0] = nodeToCome().split('.').map(Number);
const [needMajor = 0, needMinor = 0] = NODE_NEEDED;
if (major < needMajor || (major === needMajor && minor < needMinor)) {
	process.stderr.write(
		`Laurel needs Node ${needMajor}.${needMinor} or newer and found ${nodeToCome()}. ` +
			'On Linux it brings its own; on this machine please install a newer one.\n',
	);
	process.exit(1);
}

// Words are compiled by the build, too; but the demo company is filled beside the first one, and speaks.
if (!existsSync(WORDS)) {
	const project = ['--project', join('src', 'i18n', 'project.inlang')];
	const compiler = join('node_modules', '@inlang', 'paraglide-js', ...'bin/run.js'.split('/'));
	const { status } = spawnSync(
		process.execPath,
		[compiler, 'compile', ...project, '--outdir', dirname(WORDS), '--silent'],
		{ cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
	);
	if (status !== 0) process.exit(status ?? 1);
}
