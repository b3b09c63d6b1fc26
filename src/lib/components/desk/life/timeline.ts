import type { LifeView } from '#lib/domain/contest/life.ts';
import type { Phase } from '#lib/domain/contest/phase.ts';

export type Stage = {
	phase: Phase;
	/** When it begins or began, RFC 3339; null where the clock does not say. */
	at: string | null;
	state: 'done' | 'now' | 'ahead';
};

/**
 * A contest's phases in order, as a line to read: those it passes, the freeze only where there is one. A cancelled
 * contest's line ends with its cancelling.
 */
export function timelineOf({ view, now, settledAt }: LifeView): Stage[] {
	const passed: [Phase, string | null][] = [
		['draft', null],
		['scheduled', null],
		['running', view.startsAt],
		...(view.frozenSince ? [['frozen', view.frozenSince] as [Phase, string]] : []),
		['settling', view.endsAt],
		['final', settledAt],
	];
	if (view.phase === 'cancelled') {
		const before = passed.filter(
			([phase, at]) => phase !== 'final' && (at === null || Date.parse(at) <= Date.parse(now)),
		);
		return [
			...before.map(([phase, at]): Stage => ({ phase, at, state: 'done' })),
			{ phase: 'cancelled', at: null, state: 'now' },
		];
	}
	const current = passed.findIndex(([phase]) => phase === view.phase);
	return passed.map(([phase, at], i) => ({
		phase,
		at: phase === 'final' && view.phase === 'final' ? null : at,
		state: i < current ? 'done' : i === current ? 'now' : 'ahead',
	}));
}
