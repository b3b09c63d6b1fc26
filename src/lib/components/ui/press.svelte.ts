import type { SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';
import { onePress } from './one-press.ts';
import { unsentText } from './unsent.ts';

/**
 * Sends a form, one press at a time. Where no answer comes, or only that one is signed out, the page stays with what was typed, says so
 * and can be pressed again; after a refusal it is read anew, for somebody was faster.
 */
export class Press {
	/** While an answer is awaited. */
	pressed = $state(false);
	/** Why the last press came to nothing; null when it did not. */
	unsent = $state<string | null>(null);

	submit: SubmitFunction = onePress(() => {
		this.pressed = true;
		this.unsent = null;
		return async ({ result, update }) => {
			try {
				this.unsent = unsentText(result);
				if (this.unsent !== null) return;
				await update({ reset: false });
				if (result.type === 'failure') await invalidateAll();
			} finally {
				this.pressed = false;
			}
		};
	});
}
