import { MOST } from './lesson.ts';

/** The answers of a form, `answer-0` and on: the place of each choice, null where none was made. Ends with the last answered one. */
export function answersIn(form: { get(name: string): unknown }): (number | null)[] {
	const all = Array.from({ length: MOST.questions }, (_, place) => {
		const value = form.get(`answer-${place}`);
		return typeof value === 'string' && /^\d$/.test(value) ? Number(value) : null;
	});
	return all.slice(0, all.findLastIndex((answer) => answer !== null) + 1);
}
