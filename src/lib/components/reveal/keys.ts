/** What a key does to a reveal: 1 is the next step, −1 one back, 0 nothing. A clicker sends Page Up and Page Down. */
const DIRECTIONS: Record<string, 1 | -1> = {
	' ': 1,
	ArrowRight: 1,
	ArrowDown: 1,
	PageDown: 1,
	ArrowLeft: -1,
	ArrowUp: -1,
	PageUp: -1,
};

type Key = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The direction of a pressed key. A key that is held down counts once, with a modifier not at all (Shift and Space is a
 * step back, as it is when reading). `busy` is whether the focused element itself wants Space: a link, another button.
 */
export function directionOf(event: Key, busy: boolean): 1 | -1 | 0 {
	if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return 0;
	if (event.key === ' ' && busy) return 0;
	const direction = Object.hasOwn(DIRECTIONS, event.key) ? DIRECTIONS[event.key]! : 0;
	if (!event.shiftKey) return direction;
	return event.key === ' ' ? -1 : 0;
}
