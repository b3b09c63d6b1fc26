/**
 * When a lost connection is tried again: after 0.4 s, then twice as long each time, at most 2 s, each time between
 * half as long and half as long again. Short enough that everybody is back within 5 s of a restart, spread enough that a
 * thousand don't knock in the same instant.
 */
export const RECONNECTION = { firstMs: 400, mostMs: 2_000, jitter: 0.5 } as const;
