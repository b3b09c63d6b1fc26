/** Somebody pressed stop. */
export class Stopped extends Error {}
