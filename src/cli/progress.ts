/**
 * Shows how far something is on a terminal, each line in the place of the one before; nothing where the output is no
 * terminal, because a log has no use for it. `end` leaves the last line as it stands.
 */
export function progressOn(terminal: { isTTY?: boolean; write(text: string): unknown }): {
	show(line: string): void;
	end(): void;
} {
	let shown = false;
	return {
		show(line) {
			if (!terminal.isTTY) return;
			shown = true;
			// Back to the line's begin, and away with what stood there (ECMA-48, EL).
			terminal.write(`\r\x1b[K${line}`);
		},
		end() {
			if (shown) terminal.write('\n');
			shown = false;
		},
	};
}
