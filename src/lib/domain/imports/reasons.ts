/** Why a line is not taken. The catalogue has a sentence for each (imports_reason_…). */
export const REASONS = [
	'missing',
	'not_a_date',
	'not_whole',
	'negative',
	'too_large',
	'not_money',
	'unknown_currency',
	'currency_missing',
	'unknown_metric',
	'no_total',
	'too_long',
	'bad_text',
	'not_email',
	'not_web_address',
	'unknown_role',
	'bad_network',
	'no_link',
	'cells_differ',
	'row_too_large',
	'quote_open',
	'quote_stray',
	'undecodable',
	'invalid',
	'unknown_link',
	'unknown_person',
	'unknown_post',
	'unknown_team',
	'email_taken',
	'too_old',
	'in_future',
	'contest_final',
] as const;
export type Reason = (typeof REASONS)[number];

/** What is wrong with a line, and in which column of the import; null where it is the line as a whole. */
export type Problem = { column: string | null; reason: Reason };
