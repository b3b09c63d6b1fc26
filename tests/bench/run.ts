import { build, staleBuild } from '#boot/build.ts';
import type { Figure } from './measure.ts';
import { BENCHES } from './registry.ts';

/**
 * `npm run bench [-- name …]`: runs the benches one after another and prints one table. Exits 1 when a bar is not
 * reached or a bench fails, so that a figure cannot slip unseen.
 */
function table(figures: readonly Figure[]): string {
	const rows = [
		['measure', 'bar', 'figure', 'reached'],
		...figures.map((row) => [row.measure, row.bar, row.figure, row.reached ? 'yes' : 'NO']),
	];
	const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, i) => cell.padEnd(widths[i] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
	console.error(
		`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`,
	);
	process.exit(2);
}

// The real server runs from the build.
const stale = staleBuild();
if (stale !== null) await build(stale);

const figures: Figure[] = [];
for (const [name, load] of Object.entries(BENCHES)) {
	if (wanted.length > 0 && !wanted.includes(name)) continue;
	console.error(`\n# ${name}`);
	try {
		const bench = await load();
		figures.push(...(await bench.run((line) => console.error(`  ${line}`))));
	} catch (error) {
		console.error(error);
		figures.push({ measure: name, bar: 'runs', figure: 'failed', reached: false });
	}
}
console.log(`\n${table(figures)}`);
process.exit(figures.every(({ reached }) => reached) ? 0 : 1);
