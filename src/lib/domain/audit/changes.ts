/** One thing that an entry says: what it is called, and its value as text; absent values are null. */
export type AuditFact = { key: string; value: string | null };
export type AuditChange = { key: string; before: string | null; after: string | null };

/** An entry's details as people read them. */
export type AuditDetails = {
	facts: AuditFact[];
	/** What differs between before and after, in the order of the keys' first appearance. */
	changes: AuditChange[];
};

/** Longer values are cut: the whole one stands in the database and in `audit list --json`. */
const LONGEST = 300;

/** Splits details into what was said and what was changed (`before`, `after`); nested keys become paths with dots. */
export function readDetails(details: unknown): AuditDetails {
	if (!isObject(details)) {
		return {
			facts: details == null ? [] : [{ key: 'details', value: textOf(details) }],
			changes: [],
		};
	}
	const { before, after, ...rest } = details;
	const facts = [...flatten(rest)].map(([key, value]) => ({ key, value }));
	if (before === undefined && after === undefined) return { facts, changes: [] };
	const [was, is] = [flatten(before), flatten(after)];
	const keys = [...new Set([...was.keys(), ...is.keys()])];
	const changes = keys
		.map((key) => ({ key, before: was.get(key) ?? null, after: is.get(key) ?? null }))
		.filter((change) => change.before !== change.after);
	return { facts, changes };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function flatten(value: unknown, path = ''): Map<string, string | null> {
	if (!isObject(value)) {
		const nothing = value === undefined || value === null;
		return new Map(nothing && path === '' ? [] : [[path || 'value', textOf(value)]]);
	}
	return new Map(
		Object.entries(value).flatMap(([key, inner]) => [
			...flatten(inner, path === '' ? key : `${path}.${key}`),
		]),
	);
}

function textOf(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	const plain =
		typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
	const list =
		Array.isArray(value) && value.every((item) => !isObject(item) && !Array.isArray(item));
	const text = plain ? String(value) : list ? value.join(', ') : JSON.stringify(value);
	return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}
