import type { Problem, Reason } from '#lib/domain/imports/reasons.ts';
import { m } from '#lib/paraglide/messages.js';

const COLUMNS: Record<string, () => string> = {
	id: m.imports_column_id,
	slug: m.imports_column_slug,
	person: m.imports_column_person,
	post: m.imports_column_post,
	network: m.imports_column_network,
	at: m.imports_column_at,
	likes: m.imports_column_likes,
	comments: m.imports_column_comments,
	reshares: m.imports_column_reshares,
	impressions: m.imports_column_impressions,
	reach: m.imports_column_reach,
	metric: m.imports_column_metric,
	total: m.imports_column_total,
	click: m.imports_column_click,
	kind: m.imports_column_kind,
	value: m.imports_column_value,
	currency: m.imports_column_currency,
	clicks: m.imports_column_clicks,
	externalId: m.imports_column_external_id,
	name: m.imports_column_name,
	email: m.imports_column_email,
	team: m.imports_column_team,
	role: m.imports_column_role,
	groups: m.imports_column_groups,
	office: m.imports_column_office,
	title: m.imports_column_title,
	url: m.imports_column_url,
	category: m.imports_column_category,
	summary: m.imports_column_summary,
	imageUrl: m.imports_column_image_url,
	publishedAt: m.imports_column_published_at,
	expiresAt: m.imports_column_expires_at,
	teams: m.imports_column_teams,
};

/** What a column of an import is called. */
export const columnName = (key: string): string => COLUMNS[key]?.() ?? key;

const REASONS = {
	missing: m.imports_reason_missing,
	not_a_date: m.imports_reason_not_a_date,
	not_whole: m.imports_reason_not_whole,
	negative: m.imports_reason_negative,
	too_large: m.imports_reason_too_large,
	not_money: m.imports_reason_not_money,
	unknown_currency: m.imports_reason_unknown_currency,
	currency_missing: m.imports_reason_currency_missing,
	unknown_metric: m.imports_reason_unknown_metric,
	no_total: m.imports_reason_no_total,
	too_long: m.imports_reason_too_long,
	bad_text: m.imports_reason_bad_text,
	not_email: m.imports_reason_not_email,
	not_web_address: m.imports_reason_not_web_address,
	unknown_role: m.imports_reason_unknown_role,
	bad_network: m.imports_reason_bad_network,
	no_link: m.imports_reason_no_link,
	cells_differ: m.imports_reason_cells_differ,
	row_too_large: m.imports_reason_row_too_large,
	quote_open: m.imports_reason_quote_open,
	quote_stray: m.imports_reason_quote_stray,
	undecodable: m.imports_reason_undecodable,
	invalid: m.imports_reason_invalid,
	unknown_link: m.imports_reason_unknown_link,
	unknown_person: m.imports_reason_unknown_person,
	unknown_post: m.imports_reason_unknown_post,
	unknown_team: m.imports_reason_unknown_team,
	email_taken: m.imports_reason_email_taken,
	too_old: m.imports_reason_too_old,
	in_future: m.imports_reason_in_future,
	contest_final: m.imports_reason_contest_final,
} satisfies Record<Reason, () => string>;

/** What is wrong with a line: the column, and why. */
export const problemText = ({ column, reason }: Problem): string =>
	column === null ? REASONS[reason]() : `${columnName(column)}: ${REASONS[reason]()}`;

/** Columns that are missing, in words; a set of which one is needed reads as its parts. */
export const lackingText = (lacking: readonly string[]): string =>
	lacking
		.map((set) =>
			set
				.split(' | ')
				.map((keys) => keys.split(' + ').map(columnName).join(' + '))
				.join(' / '),
		)
		.join(', ');
