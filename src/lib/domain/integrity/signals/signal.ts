import type { z } from 'zod';
import type { Weight } from '../keys.ts';

/** What a void of a finding would take: clicks of the link or of the person within [from, to), RFC 3339. */
export type Range = { of: 'link' | 'person'; from: string; to: string };

/** Half open, in milliseconds since 1970, as aggregates give it: from the first fact until just after the last. */
export type Span = { from: number; to: number };

/**
 * One thing that may look wrong. It is a pure function of what was seen in the facts, already summed up: it reads no
 * fact, no clock and no rule, so that the same facts raise the same flags for ever.
 */
export type Signal<Seen, Evidence extends Record<string, unknown>> = {
	/** What an owner reads; it holds counts and spans, never an address, a network or a visitor. */
	evidence: z.ZodType<Evidence>;
	/** Null when there is nothing to point at. */
	judge(seen: Seen): { weight: Weight; evidence: Evidence } | null;
	/** How much was seen: a finding that was dismissed comes back only when it has doubled. */
	size(evidence: Evidence): number;
	/** What could be taken out; null where voids don't reach (readings). */
	range(evidence: Evidence): Range | null;
	/** What it must and what it must not point at, thresholds on both sides: the registry's tests run over them. */
	examples: {
		raises: readonly { title: string; seen: Seen; weight: Weight }[];
		quiet: readonly { title: string; seen: Seen }[];
	};
};

/** Keeps the types of one signal together. */
export const signal = <Seen, Evidence extends Record<string, unknown>>(
	made: Signal<Seen, Evidence>,
): Signal<Seen, Evidence> => made;

/** 3 from `grave` on, 2 from `clear` on, else 1. */
export function weigh(amount: number, clear: number, grave: number): Weight {
	if (amount >= grave) return 3;
	return amount >= clear ? 2 : 1;
}

/** A span as evidence has it. */
export const spanText = ({ from, to }: Span): { from: string; to: string } => ({
	from: new Date(from).toISOString(),
	to: new Date(to).toISOString(),
});
