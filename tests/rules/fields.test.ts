import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { filesIn, textOf } from './sources.ts';

type Element = AST.RegularElement;

/** Every element of these names in a component. */
function elementsOf(text: string, names: readonly string[]): Element[] {
	const found: Element[] = [];
	const visit = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(visit);
		if (typeof node !== 'object' || node === null) return;
		const { type, name } = node as Partial<Element>;
		if (type === 'RegularElement' && names.includes(name ?? '')) found.push(node as Element);
		Object.values(node).forEach(visit);
	};
	visit(parse(text, { modern: true }).fragment);
	return found;
}

/** What an element's attribute of that name is: a word, `{}` for an expression, undefined where it has none. */
function given({ attributes }: Element, name: string): string | undefined {
	const found = attributes.find((one) => one.type === 'Attribute' && one.name === name);
	if (found?.type !== 'Attribute') return undefined;
	const [part] = Array.isArray(found.value) ? found.value : [];
	return part?.type === 'Text' ? part.data : '{}';
}
const isBound = ({ attributes }: Element, to: string) =>
	attributes.some((one) => one.type === 'BindDirective' && one.name === to);

/** Why what somebody enters before the script has loaded would be lost in this field; null where it stays. */
function lost(field: Element): string | null {
	if (['readonly', 'hidden'].some((name) => given(field, name) !== undefined)) return null;
	if (field.name === 'textarea')
		return isBound(field, 'value') ? null : 'a text area that is not bound: use LongText';
	if (field.name === 'select')
		return given(field, 'value') ? 'a select with a value: select an option' : null;
	const type = given(field, 'type') ?? 'text';
	if (given(field, 'checked') === '{}') return 'checked: use defaultChecked';
	const typed = !['hidden', 'checkbox', 'radio', 'submit', 'button'].includes(type);
	return typed && given(field, 'value') === '{}' ? 'value: use defaultValue' : null;
}

test('what is entered into a field before the script has loaded stays: no field is given its value but as the default', () => {
	const wrong = filesIn('src/**/*.svelte').flatMap((path) => {
		const text = textOf(path);
		if (!/<(input|select|textarea)\b/.test(text)) return [];
		return elementsOf(text, ['input', 'select', 'textarea']).flatMap((field) => {
			const why = lost(field);
			return why ? [`${path}:${text.slice(0, field.start).split('\n').length}: ${why}`] : [];
		});
	});
	expect(wrong).toEqual([]);
});

test.each([
	['<textarea name="a">{text}</textarea>', 1],
	['<textarea name="a" defaultValue={text}></textarea>', 1],
	['<textarea readonly value={text}></textarea>', 0],
	['<textarea bind:value={text}></textarea>', 0],
	['<select {value}></select>', 1],
	['<input {value} />', 1],
	['<input type="hidden" {value} />', 0],
	['<input defaultValue={value} />', 0],
	['<input type="checkbox" {value} checked={yes} />', 1],
	['{#if a}<div><input type="radio" {value} defaultChecked={yes} /></div>{/if}', 0],
])('%s is judged rightly', (text, wrong) => {
	const fields = elementsOf(text, ['input', 'select', 'textarea']);
	expect(fields).toHaveLength(1);
	expect(fields.filter((field) => lost(field) !== null)).toHaveLength(wrong);
});
