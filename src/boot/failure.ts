/** Something a person at the terminal can mend: its message is printed without a stack. */
export class BootFailure extends Error {
	override name = 'BootFailure';
}
