import type { SignalKey } from '../keys.ts';

/** The evidence of a signal. */
export type EvidenceOf<K extends SignalKey> = { signal?: K } & Record<string, unknown>;
