import type { SubmitFunction } from '@sveltejs/kit';
import { unsentText } from '#lib/components/ui/unsent.ts';
import type { Autosave } from './autosave.svelte.ts';

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
