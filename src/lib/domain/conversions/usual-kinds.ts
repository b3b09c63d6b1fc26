/** Kinds of conversions that most companies count, by the word that facts carry, and what they are called until an owner renames them. */
export const USUAL_KINDS = {
	lead: 'Lead',
	signup: 'Signup',
	sale: 'Sale',
	application: 'Application',
	hire: 'Hire',
	demo: 'Demo',
	demo_request: 'Demo request',
} as const;

export type UsualKind = keyof typeof USUAL_KINDS;

/** The usual kind that one is, for which the catalogue has words in the plural; null for a company's own, or where an owner calls it otherwise. */
export function usualKind(kind: string, name: string | null): UsualKind | null {
	if (!Object.hasOwn(USUAL_KINDS, kind)) return null;
	const usual = kind as UsualKind;
	return name === null || name === USUAL_KINDS[usual] ? usual : null;
}
