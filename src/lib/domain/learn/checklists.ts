/** What owners do before a program begins, in order; each with the page where it is done. */
const LAUNCH = {
	goals: '/desk',
	guidelines: '/learn/edit/guidelines',
	stories: '/stories/desk',
	people: '/imports',
	/** Words to adapt, further down on the list's own page. */
	announcement: '/launch#announcement',
} as const;

/** What an employee does in the first week. */
const FIRST_WEEK = {
	guidelines: '/learn/guidelines',
	pledge: '/learn#pledge',
	lesson: '/learn',
	share: '/',
	suggest: '/proposals',
} as const;

export const CHECKLISTS = { launch: LAUNCH, first_week: FIRST_WEEK } as const;
export type ListName = keyof typeof CHECKLISTS;
type ItemOf<L extends ListName> = keyof (typeof CHECKLISTS)[L] & string;
export type ItemName = { [L in ListName]: ItemOf<L> }[ListName];

/** What was said of an item by hand. */
export const MARKS = ['done', 'dismissed'] as const;
export type Mark = (typeof MARKS)[number];

export type ChecklistItem = {
	key: ItemName;
	href: string;
	/** Whether the portal sees it done by itself; a person ticks what it does not see. */
	seen: boolean;
	/** done also where the facts say so; what is done is never dismissed. */
	state: 'open' | Mark;
	/** Whether a person ticked it, rather than the facts. */
	byHand: boolean;
};

/** Whether a list has an item of this name. */
export function isItem(list: ListName, item: string): boolean {
	return Object.hasOwn(CHECKLISTS[list], item);
}

/**
 * A checklist as it stands: an item that the facts tick is done, whatever was said by hand; of the others a mark counts.
 */
export function checklist<L extends ListName>(
	list: L,
	facts: Readonly<Partial<Record<ItemOf<L>, boolean>>>,
	marks: ReadonlyMap<string, Mark>,
): ChecklistItem[] {
	const items = Object.entries(CHECKLISTS[list]) as [ItemOf<L> & ItemName, string][];
	return items.map(([key, href]): ChecklistItem => {
		const seen = Object.hasOwn(facts, key);
		if (facts[key]) return { key, href, seen, state: 'done', byHand: false };
		const mark = marks.get(key);
		return { key, href, seen, state: mark ?? 'open', byHand: mark !== undefined };
	});
}

/** Whether nothing is left to do: all is done or put aside. */
export function isOver(items: readonly ChecklistItem[]): boolean {
	return items.every(({ state }) => state !== 'open');
}
