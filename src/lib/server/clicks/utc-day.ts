export const DAY_MS = 86_400_000;

/** The day (UTC) of `at`, both counted from 1970. It has 24 hours wherever clocks change: salts and visitors' names are a day's. */
export const dayNumber = (at: number): number => Math.floor(at / DAY_MS);
