import type { z } from 'zod';
import type { SignalKey } from '../keys.ts';
import { automated } from './automated.ts';
import { fewVisitors } from './few-visitors.ts';
import { mutualClicks } from './mutual-clicks.ts';
import { networkBurst } from './network-burst.ts';
import { oddHours } from './odd-hours.ts';
import { quickClicks } from './quick-clicks.ts';
import { readingJump } from './reading-jump.ts';
import type { Signal } from './signal.ts';

/** A signal whose key is only known at run time. */
type AnySignal = Signal<unknown, Record<string, unknown>>;

/** Every signal, by the key that flags carry: one file and one line each. */
export const SIGNALS = {
	network_burst: networkBurst,
	quick_clicks: quickClicks,
	few_visitors: fewVisitors,
	mutual_clicks: mutualClicks,
	odd_hours: oddHours,
	automated,
	reading_jump: readingJump,
} as const satisfies Record<SignalKey, AnySignal>;

/** What a signal is told of the facts, and what it says about them. */
export type SeenBy<K extends SignalKey> = Parameters<(typeof SIGNALS)[K]['judge']>[0];
export type EvidenceOf<K extends SignalKey> = z.output<(typeof SIGNALS)[K]['evidence']>;

/** The signal of a key that is only known at run time: parse evidence by its schema before it is given back to it. */
export const signalOf = (key: SignalKey): AnySignal => SIGNALS[key];
