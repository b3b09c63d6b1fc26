import { place } from '#lib/components/format.ts';
import { saying } from '#lib/components/saying.ts';
import type { AwardState, AwardStep } from '#lib/domain/prizes/state.ts';
import type { AwardedPrize } from '#lib/domain/prizes/view.ts';
import { m } from '#lib/paraglide/messages.js';

const STATES = {
	offered: m.prizes_state_offered,
	accepted: m.prizes_state_accepted,
	approved: m.prizes_state_approved,
	handed_over: m.prizes_state_handed_over,
	declined: m.prizes_state_declined,
	withdrawn: m.prizes_state_withdrawn,
} satisfies Record<AwardState, () => string>;

/** What a state is called. */
export const stateName = (state: AwardState): string => STATES[state]();

/** By what somebody won: a place, a lot, the points; and in which table. */
export function wonBy(
	prize: Pick<AwardedPrize, 'kind' | 'ranking' | 'bracket'>,
	won: number | null,
) {
	const by =
		prize.kind === 'draw' && won !== null
			? m.prizes_drawn({ place: place(won) })
			: prize.kind === 'threshold' || won === null
				? m.prizes_reached()
				: m.prizes_place({ place: place(won) });
	if (prize.ranking === 'bracket')
		return `${by} ${m.prizes_of_bracket({ bracket: prize.bracket ?? '' })}`;
	return prize.ranking === 'improved' ? `${by} ${m.prizes_of_improved()}` : by;
}

const DONE = {
	accept: m.prizes_done_accept,
	decline: m.prizes_done_decline,
	approve: m.prizes_done_approve,
	hand_over: m.prizes_done_hand_over,
	withdraw: m.prizes_done_withdraw,
	pass_on: m.prizes_done_pass_on,
} satisfies Record<AwardStep, () => string>;

/** What to say after a step, by its name in the address; null for any other word. */
export const doneText = (step: string | null): string | null => saying(DONE, step);

const PROBLEMS: Record<string, () => string> = {
	stale: m.prizes_problem_stale,
	step: m.prizes_problem_step,
	held: m.prizes_problem_held,
	nobody_left: m.prizes_problem_nobody_left,
};

/** Why a step was refused, by the Failure's reason, or what is wrong with its field. */
export function problemText({
	problem,
	errors,
}: {
	problem: string;
	errors: readonly { path: string }[];
}): string {
	if (errors.some(({ path }) => path === 'reason')) return m.prizes_problem_reason();
	if (errors.some(({ path }) => path === 'delivery')) return m.prizes_problem_delivery();
	return (PROBLEMS[problem] ?? m.prizes_problem_other)();
}
