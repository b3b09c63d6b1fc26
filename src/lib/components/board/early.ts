/** What a person can reach or change on the page. */
const REACHED = 'a, button, input, select, textarea, summary, [tabindex]';

type Reached = HTMLElement & { value?: string };

/**
 * What somebody did on the page that the server drew, before its script had loaded: typed, chosen, unfolded, gone to with the
 * keyboard. Ask before it is emptied; gives what does the same on what the script has drawn in its place.
 */
export function takeEarly(page: HTMLElement): () => void {
	const find = () => [...page.querySelectorAll<Reached>(REACHED)];
	const before = find();
	const open = [...page.querySelectorAll('details')].map((details) => details.open);
	const focus = before.findIndex((element) => element === document.activeElement);
	return () => {
		const after = find();
		for (const [at, element] of after.entries()) {
			const was = before[at];
			if (was?.tagName !== element.tagName) continue;
			if (was.value !== undefined && was.value !== element.value) {
				element.value = was.value;
				for (const type of ['input', 'change'])
					element.dispatchEvent(new Event(type, { bubbles: true }));
			}
		}
		for (const [at, details] of [...page.querySelectorAll('details')].entries())
			details.open ||= open[at] ?? false;
		// Where the two differ it stays at the page's beginning, as without this.
		if (focus >= 0 && after[focus]?.tagName === before[focus]!.tagName)
			after[focus].focus({ preventScroll: true });
	};
}
