import type { Phase } from '#lib/domain/contest/phase.ts';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<Phase, () => string> = {
	draft: m.common_phase_draft,
	scheduled: m.common_phase_scheduled,
	running: m.common_phase_running,
	frozen: m.common_phase_frozen,
	settling: m.common_phase_settling,
	final: m.common_phase_final,
	cancelled: m.common_phase_cancelled,
};

/** A phase in the reader's language. */
export const phaseName = (phase: Phase): string => NAMES[phase]();
