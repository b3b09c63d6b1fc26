/** What a contest can ask of a person before it ranks them, in the order in which it is named. */
export const REQUIREMENTS = ['guidelines', 'certificate', 'disclosure'] as const;
export type Requirement = (typeof REQUIREMENTS)[number];

/** Where each is got. */
export const REQUIREMENT_PAGES = {
	guidelines: '/learn/guidelines',
	certificate: '/learn',
	disclosure: '/learn#pledge',
} as const satisfies Record<Requirement, string>;

/**
 * Since when a person holds what contests ask for; what they don't hold is missing. `guidelines` is the first acceptance
 * of the version that was in force when the contest began, or of a later one.
 */
export type Held = Readonly<Partial<Record<Requirement, Date | undefined>>>;

/** Of rules what decides who is ranked beside the figures. */
export type Asking = { requires?: readonly Requirement[] | undefined; endsAt: Date };

/** What the rules ask for and a person did not hold before the contest's end, in the order of REQUIREMENTS. */
export function lacking(rules: Asking, held: Held): Requirement[] {
	return lackingAt(rules, held, rules.endsAt);
}

function lackingAt({ requires = [] }: Asking, held: Held, before: Date): Requirement[] {
	return REQUIREMENTS.filter((one) => {
		const since = held[one];
		return requires.includes(one) && !(since && since < before);
	});
}

/**
 * Whether a person holds all that a rank asks for: as owners see it what is held before the end, publicly, where something is
 * hidden, what was held before the freeze already. Rules that ask for nothing are met by everybody.
 */
export function qualifiedFor(
	rules: Asking,
	held: Held,
	freezeAt: Date | null,
): { owner: boolean; public: boolean } {
	const before = freezeAt && freezeAt < rules.endsAt ? freezeAt : rules.endsAt;
	return {
		owner: lacking(rules, held).length === 0,
		public: lackingAt(rules, held, before).length === 0,
	};
}
