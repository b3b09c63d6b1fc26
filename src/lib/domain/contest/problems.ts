import type { Problem, ProblemKey } from './form.ts';

const number = (value = 0) => value.toLocaleString('en');

/** Each problem in plain English; pages word it by their own catalogue. */
const TEXT: Record<ProblemKey, (params: Problem['params']) => string> = {
	missing: () => 'Please fill this in.',
	too_long: ({ max }) => `This is too long: at most ${number(max)} characters.`,
	not_whole: () => 'This must be a whole number.',
	out_of_range: ({ min, max }) => `This must be between ${number(min)} and ${number(max)}.`,
	cap_zero: () => 'A cap of 0 would count nothing. Leave it empty for no cap.',
	not_a_time: () => 'This is not a date and time.',
	unknown_zone: () => 'There is no such time zone. It is named like Europe/Stockholm.',
	end_before_start: () => 'The end must come after the start.',
	freeze_outside: () => 'The freeze must lie between the start and the end.',
	nothing_counts: () => 'Nothing counts yet: choose what brings points.',
	tie_break_twice: () => 'Each tie-break can be used once.',
	no_guidelines: () =>
		'There are no guidelines to accept yet. Publish them first, or nobody could be ranked.',
	bracket_twice: () => 'Another bracket has this name already.',
	bracket_without_groups: () => 'Choose at least one group for this bracket.',
	brackets_missing: () => 'Add a bracket, or choose another kind.',
	bracket_unknown: () => 'The contest has no bracket of this name.',
	improved_off: () => 'The contest has no “most improved” table to win this in.',
	places_backwards: () => 'The last place must not come before the first.',
	places_overlap: ({ name }) => `“${name}” is already given for one of these places.`,
	value_without_currency: () => 'Say which currency the value is in.',
	currency_without_value: () => 'Say how much it is worth, or leave the currency empty.',
	not_money: () => 'Write an amount such as 250 or 99.50.',
	unknown_currency: () => 'There is no such currency. It is named like EUR.',
	picture_unknown: () => 'This picture is not there any more. Choose another.',
	too_many: ({ max }) => `There can be at most ${number(max)}.`,
	start_passed: () => 'The contest has started: its start cannot be moved ahead of now.',
	end_passed: () => 'The contest is running: its end must lie ahead.',
	ended: () => 'The contest has ended: its end cannot be moved ahead of now.',
	frozen: () => 'The table is frozen: this would change since when. Lift the freeze first.',
	freeze_passed: () => 'What was public cannot be hidden again: the freeze must lie ahead.',
	invalid: () => 'This is not valid.',
};

/** A problem of a field, with its sentence. */
export function problem(path: string, key: ProblemKey, params: Problem['params'] = {}): Problem {
	return { path, key, params, message: TEXT[key](params) };
}

/** Collects what is wrong with a form, and reads its fields on the way. */
export class Checker {
	readonly problems: Problem[] = [];

	/** Notes a problem. */
	note(path: string, key: ProblemKey, params: Problem['params'] = {}): void {
		this.problems.push(problem(path, key, params));
	}

	/** Whether a field has a problem already. */
	has(path: string): boolean {
		return this.problems.some((one) => one.path === path);
	}

	/** A whole number of a field; undefined where it is empty or wrong. An empty one is noted unless `optional`. */
	whole(
		path: string,
		typed: string,
		{ min, max, optional = false }: { min: number; max: number; optional?: boolean },
	): number | undefined {
		const text = typed.trim();
		if (text === '') {
			if (!optional) this.note(path, 'missing');
			return undefined;
		}
		if (!/^-?\d{1,15}$/.test(text)) {
			this.note(path, 'not_whole');
			return undefined;
		}
		const value = Number(text);
		if (value >= min && value <= max) return value;
		this.note(path, 'out_of_range', { min, max });
		return undefined;
	}

	/** A text of a field, trimmed; undefined where it is empty or too long. An empty one is noted unless `optional`. */
	text(path: string, typed: string, max: number, optional = false): string | undefined {
		const text = typed.trim();
		if (text === '') {
			if (!optional) this.note(path, 'missing');
			return undefined;
		}
		if (text.length <= max) return text;
		this.note(path, 'too_long', { max });
		return undefined;
	}
}
