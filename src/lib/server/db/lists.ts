import { sql, type SQL } from 'drizzle-orm';

/**
 * A list as the text of a Postgres array: of ids, instants and numbers, which hold no comma, quotation mark, backslash or
 * brace. One parameter, however many there are; this client's own arrays don't survive drizzle.
 */
export const listText = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

/** Own ids as one parameter of SQL, uuid[]. */
export const idsOf = (ids: readonly string[]): SQL => sql`${listText(ids)}::uuid[]`;
