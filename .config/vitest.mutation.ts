import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The domain alone, in plain Node and without the app's plugins: a mutant's tests then start in a fraction of a second. */
export default defineConfig({
	root: fileURLToPath(new URL('..', import.meta.url)),
	// Our tsconfig.json extends a generated one, which a mutant's sandbox does not have.
	oxc: { tsconfig: false },
	test: {
		environment: 'node',
		// Of one file that changed, its folder's own tests say enough in minutes: LAUREL_MUTATION_TESTS names them.
		include: (process.env.LAUREL_MUTATION_TESTS ?? 'src/lib/domain/**/*.test.ts').split(','),
		restoreMocks: true,
		// An instrumented table of very many people takes more than the usual five seconds.
		testTimeout: 30_000,
	},
});
