import type { Reader } from './reader.ts';

/** Left out in a week that brought nothing. */
export const post: Reader<'post'> = ({ screen }) => screen?.post ?? null;
