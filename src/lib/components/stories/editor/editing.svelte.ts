import type { SubmitFunction } from '@sveltejs/kit';
import { tick, untrack } from 'svelte';
import { readStoryForm, type StoryForm } from '#lib/domain/posts/editor-form.ts';

/** What the page holds of a story: as it was loaded, or as a press was answered. */
type Held = { id: string; version: number; form: StoryForm };

/**
 * A story that is being edited. A press's answer draws the fields anew, except where somebody went on typing after the press: then
 * they stay as they are. One press is under way at a time, because each names the version that the one before gave. Create it while
 * a component is being set up; `held` is read again whenever what it gives changes.
 */
export class Editing {
	/** Rises when the fields have to be drawn anew. */
	generation = $state(0);
	/** The version that the fields come from. */
	version = $state(0);
	/** What stands in the fields, for the previews. */
	typed = $state.raw() as StoryForm;
	#changed = false;
	#busy = false;
	#next: HTMLElement | null = null;
	#id: string;

	constructor(held: () => Held) {
		const first = untrack(held);
		this.#id = first.id;
		this.#draw(first);
		$effect.pre(() => {
			const now = held();
			untrack(() => this.#take(now));
		});
	}

	#take(now: Held): void {
		// A save raises the version by one; a higher one is somebody else's, whose words are not in the fields.
		if (this.#changed && now.id === this.#id)
			this.version = Math.min(now.version, this.version + 1);
		else this.#draw(now);
		this.#id = now.id;
	}

	#draw({ version, form }: Held): void {
		this.#changed = false;
		this.version = version;
		this.typed = form;
		this.generation += 1;
	}

	/** Something was typed into the form. */
	change = (event: Event & { currentTarget: HTMLFormElement }): void => {
		this.#changed = true;
		this.typed = readStoryForm(new FormData(event.currentTarget));
	};

	/** For `use:enhance`: what is pressed while an answer is awaited waits for it. */
	press: SubmitFunction = ({ cancel, formElement, submitter }) => {
		if (this.#busy) {
			this.#next = submitter;
			cancel();
			return;
		}
		this.#busy = true;
		this.#changed = false;
		const pressed = submitter;
		return async ({ update }) => {
			try {
				await update({ reset: false });
				await tick();
			} finally {
				this.#busy = false;
			}
			const next = this.#next;
			this.#next = null;
			// The same press twice in a row is one that was meant once.
			if (next?.isConnected && (next !== pressed || this.#changed)) formElement.requestSubmit(next);
		};
	};
}
