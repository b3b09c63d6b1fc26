import module, { type ResolveFnOutput } from 'node:module';
import { join } from 'node:path';

/**
 * To be imported before what loads many modules. Node reads the whole list of exports of a package anew for every file that
 * imports it and for every file in it, and drizzle's is 180 kB long: that was most of what a command took to begin. So a package is
 * found once, and files inside drizzle by their place alone. What was compiled before, and TypeScript without its types, is kept
 * beside the packages: not in /tmp, where somebody else could put it. `laurel --help` took 2.2 s of a core and takes 0.8.
 * Where Node is older or may not write there, everything works as before.
 */
const found = new Map<string, ResolveFnOutput>();

module.registerHooks?.({
	resolve(specifier, context, next) {
		const from = context.parentURL ?? '';
		if (!context.conditions.includes('import')) return next(specifier, context);
		if (from.includes('/node_modules/drizzle-orm/') && /^\.{1,2}\/.*\.js$/.test(specifier))
			return { url: new URL(specifier, from).href, format: 'module', shortCircuit: true };
		// Of ours, a name means the same everywhere; inside packages each has its own.
		if (from.includes('/node_modules/') || /^[./]|^\w+:/.test(specifier))
			return next(specifier, context);
		const known = found.get(specifier);
		if (known) return { ...known, shortCircuit: true };
		const answer = next(specifier, context);
		found.set(specifier, answer);
		return answer;
	},
});

const packages = join(import.meta.dirname, '../../../node_modules');
module.enableCompileCache?.(join(packages, '.cache', 'compiled'));
