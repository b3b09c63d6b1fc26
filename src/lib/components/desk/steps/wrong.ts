/** What is wrong with the field at a path, in words; undefined when nothing is, or nothing was typed yet. */
export type Wrong = (path: string) => string | undefined;
