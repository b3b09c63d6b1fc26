import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { Autosave } from './autosave.svelte.ts';

/** Why a press came to nothing that shows on the page; null when it did. What kit would show instead has no place for texts. */
export function unsentText(result: ActionResult): string | null {
	if (result.type === 'error') return m.share_problem_unsent();
	const signIn = result.type === 'redirect' && /^\/sign-in(\?|$)/.test(result.location);
	return signIn ? m.share_problem_signed_out() : null;
}

/** Sends the form of texts, one press at a time. Where no answer comes, or only that one is signed out, what was typed stays. */
export class Sending {
	preparing = $state(false);
	/** Why the last press came to nothing. */
	unsent = $state<string | null>(null);
	#saving: Autosave;

	constructor(saving: Autosave) {
		this.#saving = saving;
	}

	submit: SubmitFunction = ({ submitter, cancel }) => {
		// Saving and reminding answer with another page: the browser does that as well.
		if (this.preparing) return cancel();
		this.preparing = submitter?.getAttribute('formaction') === null;
		this.unsent = null;
		this.#saving.state = 'still';
		return async ({ result, update }) => {
			this.unsent = unsentText(result);
			if (this.unsent === null) {
				await update({ reset: false, invalidateAll: !this.preparing });
				window.scrollTo({ top: 0 });
			} else this.#saving.changed();
			this.preparing = false;
		};
	};
}
