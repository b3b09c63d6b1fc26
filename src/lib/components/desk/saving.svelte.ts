import { applyAction, deserialize } from '$app/forms';
import { tick, untrack } from 'svelte';
import type { ActionResult } from '@sveltejs/kit';

/** How long after the last change a form saves itself, in milliseconds. */
const QUIET = 700;

export type SaveState = 'saved' | 'waiting' | 'saving' | 'failed' | 'conflict';

/**
 * A form that saves itself: some time after the last change, and at once when a button of it is pressed. One save is under way at a
 * time, because each names the version that the one before gave; what is asked for meanwhile waits.
 */
export class Saving {
	state = $state<SaveState>('saved');
	/** Rises when the controls have to be drawn anew, because rows moved or somebody else's values came in. */
	generation = $state(0);
	/** Where a button leads to on the page, such as a row that is new; empty for its beginning. */
	anchor = '';
	#form: HTMLFormElement | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#changed = false;
	#next: HTMLElement | null = null;

	/** Takes over a form's submits; gives what ends it. Changes that wait are sent when the page is left. */
	attach = (form: HTMLFormElement): (() => void) => {
		this.#form = form;
		const change = () => this.changed();
		const submit = (event: SubmitEvent) => {
			event.preventDefault();
			void this.#submit(event.submitter);
		};
		const leave = () => this.#leave();
		form.addEventListener('input', change);
		form.addEventListener('submit', submit);
		window.addEventListener('pagehide', leave);
		// On a slow network a form is filled in before its script has loaded: nobody heard those changes.
		if (differs(form)) untrack(change);
		return () => {
			form.removeEventListener('input', change);
			form.removeEventListener('submit', submit);
			window.removeEventListener('pagehide', leave);
			leave();
			clearTimeout(this.#timer);
		};
	};

	/** Something was typed: save it soon. A conflict waits for its decision. */
	changed(): void {
		this.#changed = true;
		if (this.state === 'conflict') return;
		if (this.state !== 'saving') this.state = 'waiting';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#submit(null), QUIET);
	}

	async #submit(submitter: HTMLElement | null): Promise<void> {
		clearTimeout(this.#timer);
		if (!this.#form) return;
		if (this.state === 'saving') {
			if (submitter) this.#next = submitter;
			return;
		}
		const quiet = submitter === null;
		this.state = 'saving';
		this.#changed = false;
		try {
			await this.#answered(await this.#send(submitter), quiet);
		} catch {
			this.#changed = true;
			this.state = 'failed';
		}
		await tick();
		const next = this.#next;
		this.#next = null;
		if (next?.isConnected) void this.#submit(next);
		else if (this.#changed && (this.state as SaveState) === 'waiting') this.changed();
	}

	async #send(submitter: HTMLElement | null): Promise<ActionResult> {
		const body = new FormData(this.#form!, submitter);
		const answer = await fetch(this.#form!.action, {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body,
		});
		return deserialize(await answer.text());
	}

	async #answered(result: ActionResult, quiet: boolean): Promise<void> {
		if (result.type === 'error') throw result.error;
		const wasConflict = result.type === 'failure' && result.data?.conflicts !== undefined;
		const foreign = result.type === 'success' && (result.data?.taken as string[]).length > 0;
		this.anchor = '';
		if (result.type === 'redirect') {
			// The router would move the focus to the anchor by itself, but to no control.
			const [location = '', anchor = ''] = result.location.split('#');
			this.anchor = anchor;
			await applyAction({ ...result, location });
		} else await applyAction(result);
		// Who goes on typing after a press keeps the control, the focus and what was typed.
		const still = !quiet && !this.#changed;
		if (result.type === 'redirect' || wasConflict || foreign || still) this.generation += 1;
		this.state = wasConflict
			? 'conflict'
			: result.type === 'failure'
				? 'failed'
				: this.#changed
					? 'waiting'
					: 'saved';
	}

	/** What was typed in the last moment before leaving goes with a beacon, which the browser sends by itself. */
	#leave(): void {
		if (!this.#form || !this.#changed || this.state === 'conflict') return;
		this.#changed = false;
		navigator.sendBeacon(this.#form.action, new FormData(this.#form));
	}
}

/** Whether a control stands otherwise than the page was drawn. */
function differs(form: HTMLFormElement): boolean {
	return [...form.elements].some((control) => {
		if (control instanceof HTMLSelectElement) {
			// The browser itself chooses the first where the page chose none.
			return [...control.options].some((option) => option.defaultSelected && !option.selected);
		}
		if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
		if (!(control instanceof HTMLInputElement)) return false;
		return control.type === 'checkbox' || control.type === 'radio'
			? control.checked !== control.defaultChecked
			: control.value !== control.defaultValue;
	});
}
