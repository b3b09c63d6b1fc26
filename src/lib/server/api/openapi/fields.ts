import type { Field } from '#lib/domain/api/view.ts';

/** JSON Schema as the description uses it. */
export type Schema = {
	type?: string;
	format?: string;
	const?: unknown;
	enum?: unknown[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	oneOf?: Schema[];
	anyOf?: Schema[];
	additionalProperties?: boolean | Schema;
	propertyNames?: Schema;
	description?: string;
	default?: unknown;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	maxItems?: number;
};

const oneOfThese = (values: readonly unknown[]) => values.map(String).join(' | ');

function typeOf(schema: Schema): string {
	if (schema.const !== undefined) return String(schema.const);
	if (schema.enum) return oneOfThese(schema.enum);
	if (schema.format === 'date-time') return 'RFC 3339';
	if (schema.format) return schema.format;
	const variants = schema.oneOf ?? schema.anyOf;
	if (variants) return [...new Set(variants.map(typeOf))].join(' | ');
	if (schema.type === 'array') return `${typeOf(schema.items ?? {})}[]`;
	return schema.type ?? 'any';
}

function noteOf(schema: Schema): string {
	const { minimum, maximum, maxLength, maxItems, description } = schema;
	const fallback = schema.default;
	const simple = fallback !== undefined && typeof fallback !== 'object';
	return [
		description === 'RFC 3339' ? '' : (description ?? ''),
		minimum !== undefined || maximum !== undefined ? `${minimum ?? '…'} – ${maximum ?? '…'}` : '',
		maxLength === undefined ? '' : `≤ ${maxLength} characters`,
		maxItems === undefined ? '' : `≤ ${maxItems}`,
		simple ? `default ${String(fallback)}` : '',
	]
		.filter(Boolean)
		.join(' · ');
}

/** Objects among a schema's variants, through arrays; each with what to write behind the path. */
function objectsIn(schema: Schema, path: string): { path: string; object: Schema }[] {
	if (schema.type === 'array') return objectsIn(schema.items ?? {}, `${path}[]`);
	const variants = schema.oneOf ?? schema.anyOf;
	if (variants) return variants.flatMap((variant) => objectsIn(variant, path));
	if (schema.properties) return [{ path, object: schema }];
	const values = schema.additionalProperties;
	const keys = schema.propertyNames?.enum;
	if (typeof values === 'object' && keys)
		return [{ path: `${path}.<${oneOfThese(keys)}>`, object: values }];
	return [];
}

/** Every field of a schema, outer ones before what they hold; of variants each one's own, told apart by their constants. */
export function fieldsOf(schema: Schema, path = ''): Field[] {
	return objectsIn(schema, path).flatMap(({ path: at, object }) =>
		Object.entries(object.properties ?? {}).flatMap(([name, field]) => {
			const own = at ? `${at}.${name}` : name;
			const line = {
				...{ path: own, type: typeOf(field), note: noteOf(field) },
				required: object.required?.includes(name) ?? false,
			};
			return [line, ...fieldsOf(field, own)];
		}),
	);
}
