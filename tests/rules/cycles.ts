import type { Source } from './sources.ts';

/** Every ring of files that import one another at run time, as one line each; Tarjan's algorithm. */
export function cyclesOf(all: readonly Source[]): string[] {
	const byPath = new Map(all.map((source) => [source.path, source]));
	const next = (path: string) =>
		(byPath.get(path)?.imports ?? [])
			.filter((one) => !one.typeOnly && one.target !== null && byPath.has(one.target))
			.map((one) => one.target as string);

	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const onStack = new Set<string>();
	const rings: string[] = [];

	const visit = (path: string): void => {
		index.set(path, index.size);
		low.set(path, index.get(path) ?? 0);
		stack.push(path);
		onStack.add(path);
		for (const target of next(path)) {
			if (!index.has(target)) {
				visit(target);
				low.set(path, Math.min(low.get(path) ?? 0, low.get(target) ?? 0));
			} else if (onStack.has(target)) {
				low.set(path, Math.min(low.get(path) ?? 0, index.get(target) ?? 0));
			}
		}
		if (low.get(path) !== index.get(path)) return;
		const ring = stack.splice(stack.indexOf(path));
		for (const one of ring) onStack.delete(one);
		if (ring.length > 1 || next(path).includes(path)) rings.push(ring.join(' → '));
	};
	for (const { path } of all) if (!index.has(path)) visit(path);
	return rings.sort();
}
