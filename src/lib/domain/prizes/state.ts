/** How far a prize that somebody won has come. */
export const AWARD_STATES = [
	'offered',
	'accepted',
	'approved',
	'handed_over',
	'declined',
	'withdrawn',
] as const;
export type AwardState = (typeof AWARD_STATES)[number];

/** What can be done with it: the first two by who won it, the rest by an owner. */
export const AWARD_STEPS = [
	'accept',
	'decline',
	'approve',
	'hand_over',
	'withdraw',
	'pass_on',
] as const;
export type AwardStep = (typeof AWARD_STEPS)[number];

/** Where an award stands; `closed` once its piece is no longer its own: it was passed on, or a correction took it back. */
export type AwardPosition = { state: AwardState; closed: boolean };

/** From which states a step may be taken, and where it leads. Passing on leaves this award as it is: the piece gets a new one. */
const STEPS: Record<
	AwardStep,
	{ by: 'winner' | 'owner'; from: readonly AwardState[]; to: AwardState | null }
> = {
	// Accepting again changes how it is to be delivered, until an owner has approved it.
	accept: { by: 'winner', from: ['offered', 'accepted'], to: 'accepted' },
	decline: { by: 'winner', from: ['offered', 'accepted'], to: 'declined' },
	approve: { by: 'owner', from: ['accepted'], to: 'approved' },
	hand_over: { by: 'owner', from: ['approved'], to: 'handed_over' },
	withdraw: { by: 'owner', from: ['offered', 'accepted', 'approved'], to: 'withdrawn' },
	pass_on: { by: 'owner', from: ['declined', 'withdrawn'], to: null },
};

/** The state after a step, or null when the step cannot be taken from here. */
export function afterStep({ state, closed }: AwardPosition, step: AwardStep): AwardState | null {
	const { from, to } = STEPS[step];
	return from.includes(state) && !closed ? (to ?? state) : null;
}

/** The steps that the winner or an owner may take from here, in the order above. */
export function stepsFrom(position: AwardPosition, by: 'winner' | 'owner'): AwardStep[] {
	return AWARD_STEPS.filter((step) => STEPS[step].by === by && afterStep(position, step) !== null);
}

/** Whether somebody has the piece or is offered it; otherwise it may be given on. */
export function isInForce(state: AwardState): boolean {
	return state !== 'declined' && state !== 'withdrawn';
}

/** Whether what was told for the delivery is still needed; as soon as it is not, it goes, after a hand-over KEPT_DAYS later. */
export function needsDelivery(state: AwardState): boolean {
	return state === 'accepted' || state === 'approved' || state === 'handed_over';
}

/** For how many days after the hand-over the delivery's details are kept: so long a parcel may be asked after. */
export const KEPT_DAYS = 30;
