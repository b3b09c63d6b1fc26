import type { FieldError } from '#lib/domain/failure.ts';
import { m } from '#lib/paraglide/messages.js';

/** What is wrong with the field at this path of the input, in the reader's words; undefined when nothing is. */
export function fieldProblem(errors: readonly FieldError[], path: string): string | undefined {
	const found = errors.find((one) => one.path === path);
	if (!found) return undefined;
	if (/empty|expected/i.test(found.message)) return m.learn_edit_field_empty();
	if (found.message.includes('hidden') || found.message.includes('well-formed'))
		return m.learn_edit_field_hidden();
	return m.learn_edit_field_long();
}
