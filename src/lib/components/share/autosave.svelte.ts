/** How long after the last letter a draft is saved, in milliseconds. */
const QUIET = 1200;

export type DraftState = 'still' | 'waiting' | 'saved' | 'failed';

/** Saves a form's texts as drafts while somebody types, by its action `?/save`; what is left of it goes when the page is left. */
export class Autosave {
	state = $state<DraftState>('still');
	#timer: ReturnType<typeof setTimeout> | undefined;
	#send = async (): Promise<void> => undefined;

	/** A text changed: save it soon. */
	changed = (): void => {
		this.state = 'waiting';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.#send(), QUIET);
	};

	/** Listens to a form; gives what ends it. */
	attach = (form: HTMLFormElement): (() => void) => {
		const action = `${location.pathname}?/save`;
		this.#send = async () => {
			clearTimeout(this.#timer);
			try {
				const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
				const body = new FormData(form);
				const answer = await fetch(action, { method: 'POST', headers, body });
				// The action answers a saved draft with a redirect, as JSON.
				const { type } = (await answer.json()) as { type: string };
				if (this.state === 'waiting') this.state = type === 'redirect' ? 'saved' : 'failed';
			} catch {
				this.state = 'failed';
			}
		};
		const leave = () => {
			if (this.state !== 'waiting') return;
			this.state = 'saved';
			clearTimeout(this.#timer);
			navigator.sendBeacon(action, new FormData(form));
		};
		// What is ticked only to look at something is no change of a text.
		const typed = ({ target }: Event) => {
			if (target instanceof HTMLTextAreaElement) this.changed();
		};
		form.addEventListener('input', typed);
		window.addEventListener('pagehide', leave);
		return () => {
			form.removeEventListener('input', typed);
			window.removeEventListener('pagehide', leave);
			leave();
		};
	};
}
