import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The domain alone, in plain Node and without the app's plugins: a mutant's tests then start in a fraction of a second. */
export default defineConfig({
	root: fileURLToPath(new URL('..', import.meta.url)),
	// Our tsconfig.json extends a generated one, which a mutant's sandbox does not have.
	oxc: { tsconfig: false },
	test: {
		environment: 'node',
		include: ['src/lib/domain/**/*.test.ts'],
		restoreMocks: true,
		// An instrumented table of very many people takes more than the usual five seconds.
		testTimeout: 30_000,
	},
});
