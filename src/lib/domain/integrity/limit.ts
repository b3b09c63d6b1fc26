/**
 * Whether an owner's adjustment waits for a second owner: by itself above the limit, either way; or with what the same
 * owner gave or took before in this contest, so that many small ones are not a way round; or an owner's own points,
 * however few. A limit of null is none, and then only one's own points wait.
 */
export function needsSecond(adjustment: {
	points: number;
	/** The same owner's earlier points for this person that nobody else approved, added up. */
	earlier: number;
	limit: number | null;
	isOwn: boolean;
}): boolean {
	const { points, earlier, limit, isOwn } = adjustment;
	if (isOwn) return true;
	if (limit === null) return false;
	const sum = Math.abs(earlier + points);
	// Taking back one's own is less than before, and waits only when it is large by itself.
	return Math.abs(points) > limit || (sum > limit && sum > Math.abs(earlier));
}
