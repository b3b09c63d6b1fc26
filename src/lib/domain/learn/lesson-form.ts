import type { LessonText } from './lesson.ts';
import { MOST } from './most.ts';

type Form = { get(name: string): unknown };
const range = (length: number) => Array.from({ length }, (_, place) => place);

/** The names of a lesson's fields in its form, by place from 0. */
export const FIELD = {
	template: (place: number, part: 'name' | 'text') => `template-${place}-${part}`,
	ask: (place: number) => `question-${place}-ask`,
	right: (place: number) => `question-${place}-right`,
	choice: (question: number, place: number, part: 'text' | 'why') =>
		`question-${question}-${place}-${part}`,
} as const;

/**
 * A lesson as its form was sent, for the schema to judge. What was left empty is dropped: a question without its words,
 * an answer or a template without text. `right` counts the answers that are left; -1 when none of them was chosen.
 */
export function lessonIn(form: Form): LessonText {
	const text = (name: string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const said = (name: string) => text(name).trim() !== '';
	const figures = {
		title: text('figures-title'),
		enough: text('figures-enough'),
		few: text('figures-few'),
	};
	return {
		...{ title: text('title'), summary: text('summary'), body: text('body') },
		figures: typeof form.get('figures-title') === 'string' ? figures : null,
		templates: range(MOST.templates)
			.filter((place) => said(FIELD.template(place, 'text')))
			.map((place) => ({
				name: text(FIELD.template(place, 'name')),
				text: text(FIELD.template(place, 'text')),
			})),
		questions: range(MOST.questions)
			.filter((place) => said(FIELD.ask(place)))
			.map((question) => {
				const kept = range(MOST.choices).filter((place) =>
					said(FIELD.choice(question, place, 'text')),
				);
				return {
					ask: text(FIELD.ask(question)),
					choices: kept.map((place) => ({
						text: text(FIELD.choice(question, place, 'text')),
						why: text(FIELD.choice(question, place, 'why')),
					})),
					right: kept.map(String).indexOf(text(FIELD.right(question))),
				};
			}),
	};
}
