/** For what comes by itself: as long as a test waits for it. Vitest's own second is over before a busy machine's stall is. */
export const WAIT = { timeout: 10_000 };
