import {
	appendFileSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
	utimesSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SpooledClick } from './click.ts';
import { fromLines as fromList, toLine } from './spool-line.ts';
import { Spool } from './spool.ts';

const fromLines = (text: string) => fromList(text.split('\n'));
const clicksOf = (reading: Awaited<ReturnType<Spool['next']>>) =>
	[...(reading?.batches(2) ?? [])].flat();

const click = (n: number): SpooledClick => ({
	...{ id: `id-${n}`, l: 'link', p: 'person', o: 'post', at: n, f: 'candidate' },
	...{ v: `visitor-${n}` },
});

describe('a line of the spool', () => {
	it('comes back as it was, and nothing torn or damaged comes back at all', () => {
		const text = [1, 2, 3].map((n) => toLine(click(n))).join('');
		expect(fromLines(text)).toEqual({ clicks: [1, 2, 3].map(click), damaged: 0 });
		// A bit of a letter of the checksum: the same number, written with a capital.
		const capital = text.replace(/[a-f]/, (letter) => letter.toUpperCase());
		expect(capital).not.toBe(text);
		expect(fromLines(capital).damaged).toBe(1);
		fc.assert(
			fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 127 }), (place, flip) => {
				const torn = fromLines(text.slice(0, place));
				expect([1, 2, 3].map(click)).toEqual(expect.arrayContaining(torn.clicks));
				const bytes = Buffer.from(text);
				bytes[place]! ^= flip;
				const damaged = fromLines(bytes.toString());
				for (const one of damaged.clicks) expect([1, 2, 3].map(click)).toContainEqual(one);
				expect(damaged.clicks.length).toBeLessThan(3);
			}),
		);
	});
});

describe('a segment', () => {
	it('is made of zeros, which are neither clicks nor damage, before its lines, between and after them', () => {
		const text = `\0\0${toLine(click(1))}\0\0\0${toLine(click(2))}\0\0`;
		expect(fromLines(text)).toEqual({ clicks: [1, 2].map(click), damaged: 0 });
		expect(fromLines(`${toLine(click(1))}${toLine(click(2)).slice(0, 20)}\0\0\0`)).toEqual({
			clicks: [click(1)],
			damaged: 1,
		});
	});
});

describe('the spool', () => {
	let folder: string;
	const spools: Spool[] = [];
	const newSpool = () => {
		const spool = new Spool(folder);
		spools.push(spool);
		return spool;
	};
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'laurel-spool-'));
	});
	afterEach(async () => {
		for (const spool of spools.splice(0)) await spool.close();
		rmSync(folder, { recursive: true, force: true });
	});
	const append = (spool: Spool, n: number) =>
		new Promise<void>((resolve, reject) =>
			spool.append(click(n), (error) => (error ? reject(error) : resolve())),
		);
	const files = () => readdirSync(folder).filter((name) => name.endsWith('.clicks'));

	it('has a click on disk when it says so, and gives them back in order', async () => {
		const spool = newSpool();
		await Promise.all([1, 2, 3].map((n) => append(spool, n)));
		expect(fromLines(readFileSync(join(folder, files()[0]!), 'utf8')).clicks).toHaveLength(3);
		expect(spool.size).toBe(3);
		const segment = await spool.next();
		expect(clicksOf(segment)).toEqual([1, 2, 3].map(click));
		await segment?.remove();
		expect(spool.size).toBe(0);
		expect(files()).toEqual([]);
		expect(await spool.next()).toBeNull();
	});

	it('keeps taking clicks in a new segment while an older one is being recorded', async () => {
		const spool = newSpool();
		await append(spool, 1);
		const first = await spool.next();
		await append(spool, 2);
		await first?.remove();
		expect(clicksOf(await spool.next())).toEqual([click(2)]);
	});

	it('ends a segment for its reader also while more and more is being written', async () => {
		const spool = newSpool();
		let running = true;
		let n = 0;
		const flood = (async () => {
			while (running) await append(spool, n++);
		})();
		const seen: number[] = [];
		while (seen.length < 50) {
			const segment = await spool.next();
			seen.push(...clicksOf(segment).map(({ at }) => at));
			await segment?.remove();
		}
		running = false;
		await flood;
		for (let left = await spool.next(); left; left = await spool.next()) {
			seen.push(...clicksOf(left).map(({ at }) => at));
			await left.remove();
		}
		expect(seen).toEqual(Array.from({ length: n }, (_, i) => i));
		expect([spool.isEmpty, spool.size, spool.bytes]).toEqual([true, 0, 0]);
	});

	it('goes on in the next segment when one is full, and leaves none that holds nothing', async () => {
		const spool = newSpool();
		for (let n = 0; n < 12_000; n += 1_000)
			await Promise.all(Array.from({ length: 1_000 }, (_, i) => append(spool, n + i)));
		const names = files();
		expect(names.length).toBeGreaterThan(1);
		expect(Math.max(...names.map((name) => statSync(join(folder, name)).size))).toBe(1024 * 1024);
		const seen: number[] = [];
		for (let left = await spool.next(); left; left = await spool.next()) {
			seen.push(...clicksOf(left).map(({ at }) => at));
			await left.remove();
		}
		expect(seen).toEqual(Array.from({ length: 12_000 }, (_, i) => i));
		// Nor the one that was made for what did not come any more.
		expect(files()).toEqual([]);
	});

	it('throws away what a process left that died before it wrote a line', async () => {
		const host = hostname().replace(/[^A-Za-z0-9-]/g, '');
		writeFileSync(join(folder, `${host}.999999999.abc.000001.clicks`), Buffer.alloc(4096));
		expect(await newSpool().adopt(Date.now())).toEqual({ clicks: 0, damaged: 0 });
		expect(files()).toEqual([]);
	});

	it('gives a segment again as long as it is not removed: a crash in between repeats, and loses nothing', async () => {
		const spool = newSpool();
		await append(spool, 1);
		await spool.next();
		expect(clicksOf(await spool.next())).toEqual([click(1)]);
	});

	it('takes over what a process that is gone left behind, torn tail and all, and leaves a living one’s alone', async () => {
		const host = hostname().replace(/[^A-Za-z0-9-]/g, '');
		const gone = join(folder, `${host}.999999999.abc.000001.clicks`);
		writeFileSync(gone, toLine(click(1)) + toLine(click(2)));
		appendFileSync(gone, toLine(click(3)).slice(0, 20));
		const elsewhere = join(folder, `otherhost.1.abc.000001.clicks`);
		writeFileSync(elsewhere, toLine(click(9)));
		const spool = newSpool();
		expect(await spool.adopt(Date.now())).toEqual({ clicks: 2, damaged: 1 });
		expect(clicksOf(await spool.next())).toEqual([click(1), click(2)]);
		const longAgo = new Date(Date.now() - 120_000);
		utimesSync(elsewhere, longAgo, longAgo);
		expect(await spool.adopt(Date.now())).toEqual({ clicks: 1, damaged: 0 });
	});

	it('loses to a torn write only what that write carried, though others were under way behind it', async () => {
		const spool = newSpool();
		const [torn, whole] = [Array.from({ length: 64 }, (_, i) => i), [64, 65, 66]];
		// As many as go together, and those that go while they do.
		await Promise.all([...torn, ...whole].map((n) => append(spool, n)));
		const file = join(folder, files()[0]!);
		const bytes = readFileSync(file);
		// The power went before the end of the first write was on disk.
		bytes.fill(0, bytes.indexOf('"id-60"'), bytes.indexOf('\n', bytes.indexOf('"id-63"')) + 1);
		writeFileSync(file, bytes);
		const { clicks, damaged } = fromLines(readFileSync(file, 'utf8'));
		expect(clicks.map(({ at }) => at)).toEqual([...torn.slice(0, 60), ...whole]);
		expect(damaged).toBe(1);
	});

	it('says so when it cannot write, and works again when it can', async () => {
		const spool = newSpool();
		rmSync(folder, { recursive: true });
		await expect(append(spool, 1)).rejects.toThrow(/ENOENT/);
		folder = mkdtempSync(folder);
		await append(newSpool(), 2);
	});

	it('is not the end of a segment that somebody else removed meanwhile', async () => {
		const spool = newSpool();
		await append(spool, 1);
		const segment = await spool.next();
		for (const name of files()) rmSync(join(folder, name));
		await spool.touch();
		await segment?.remove();
		expect([spool.size, await spool.next()]).toEqual([0, null]);
	});

	it('says so when a segment cannot be removed or touched, and keeps it', async () => {
		const spool = newSpool();
		await append(spool, 1);
		const segment = await spool.next();
		const [name] = files();
		rmSync(join(folder, name!));
		mkdirSync(join(folder, name!));
		await expect(segment?.remove()).rejects.toThrow();
		expect(spool.size).toBe(1);
	});

	it('says to other processes that its segments are alive', async () => {
		const spool = newSpool();
		await append(spool, 1);
		const file = join(folder, files()[0]!);
		const longAgo = new Date(Date.now() - 120_000);
		utimesSync(file, longAgo, longAgo);
		await spool.touch();
		expect(statSync(file).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
	});

	it('leaves the segments of a process of this host that still runs alone, whoever’s it is', async () => {
		const host = hostname().replace(/[^A-Za-z0-9-]/g, '');
		for (const pid of [1, process.ppid]) {
			writeFileSync(join(folder, `${host}.${pid}.abc.000001.clicks`), toLine(click(pid)));
		}
		expect(await newSpool().adopt(Date.now())).toEqual({ clicks: 0, damaged: 0 });
	});

	it('takes what an earlier life of this very process left', async () => {
		const host = hostname().replace(/[^A-Za-z0-9-]/g, '');
		const file = join(folder, `${host}.${process.pid}.abc.000001.clicks`);
		writeFileSync(file, toLine(click(4)));
		const spool = newSpool();
		expect(await spool.adopt(Date.now())).toEqual({ clicks: 1, damaged: 0 });
		// It is known now, and not found a second time.
		expect(await spool.adopt(Date.now())).toEqual({ clicks: 0, damaged: 0 });
	});
});
