/** A line of a table of fields: `events[].at`, its type in a word or two, whether it must be there, and its limits. */
export type Field = { path: string; type: string; required: boolean; note: string };

/** An operation of the public API as its page shows it. */
export type OperationView = {
	id: string;
	method: string;
	path: string;
	summary: string;
	description: string | null;
	/** Null where no token is needed. */
	scope: string | null;
	parameters: Field[];
	body: Field[];
	answers: { status: string; description: string; fields: Field[] }[];
	/** A body as one would send it, as text. */
	example: string | null;
};
