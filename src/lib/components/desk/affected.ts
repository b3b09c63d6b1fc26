type Some = { count: number; names: { externalId: string; name: string; team: string }[] };

/** Who begins and who ceases to compete, as a page lists them: the first names, and how many there are in all. */
export type AffectedView = {
	joining: Some;
	leaving: Some;
	competing: number;
	/** Names that nobody bears yet. */
	unknown: { name: string }[];
};
