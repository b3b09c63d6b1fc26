import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For `use:enhance`: a form that is pressed again before its answer has come is sent once. A browser does so by itself where there
 * is no script; with one, both halves of a double click were sent, and points were given twice. `then` is what the form does
 * besides.
 */
export function onePress(then?: SubmitFunction): SubmitFunction {
	let pressed = false;
	return async (sent) => {
		if (pressed) {
			sent.cancel();
			return;
		}
		pressed = true;
		const answered = await then?.(sent);
		return async (answer) => {
			try {
				await (answered ?? (({ update }) => update()))(answer);
			} finally {
				pressed = false;
			}
		};
	};
}
