/** Advisory lock, any number of our own: imports, their undoing and taking it back take turns. */
export const IMPORTS_LOCK = 7_126_031;
