import '#lib/server/resolve-once.ts';

/** The `laurel` command (run.ts), loaded after what makes loading fast. */
await import('./run.ts');
