/** The migrated, empty database that the tests' own are cloned from. */
export const TEMPLATE = 'laurel_template';
