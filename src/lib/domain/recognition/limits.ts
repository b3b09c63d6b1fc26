/** How long a giver may take thanks back, in minutes. */
export const WITHDRAW_MINUTES = 60;
/** A message's length in characters. */
export const MESSAGE_LONGEST = 500;
/** Facts of so many days stand behind a draft and behind a manager's page. */
export const REASON_DAYS = 28;
/** Thanks are kept for three years, then they go. */
export const THANKS_DAYS = 3 * 365;

/** Whether thanks given at `createdAt` may still be taken back at `now`. */
export function mayWithdraw(createdAt: Date, now: Date): boolean {
	return now.getTime() - createdAt.getTime() <= WITHDRAW_MINUTES * 60_000;
}
