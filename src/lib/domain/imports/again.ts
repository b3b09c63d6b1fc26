/** Joins a sender's id with how often it came anew after its import was undone: `lead-17⟲2`. */
const AGAIN = '⟲';

/** The id under which a fact is stored when `id` belongs to one of an undone import. */
export function nextId(id: string): string {
	const found = new RegExp(`^(.*)${AGAIN}(\\d+)$`, 's').exec(id);
	return found ? `${found[1]}${AGAIN}${Number(found[2]) + 1}` : `${id}${AGAIN}2`;
}
