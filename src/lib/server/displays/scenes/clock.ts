import type { Reader } from './reader.ts';

/** The screen itself knows the time: the server's, in its own zone. */
export const clock: Reader<'clock'> = () => ({});
