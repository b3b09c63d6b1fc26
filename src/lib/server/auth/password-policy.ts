import { COMMON_PASSWORDS } from './known-passwords.ts';

/** OWASP asks for 8 with a second factor and more without one, which we don't have. */
export const MIN_PASSWORD_LENGTH = 12;
/** NIST SP 800-63B asks for at least 64; more costs nothing but must end somewhere. */
export const MAX_PASSWORD_LENGTH = 256;
/** Fewer different characters than this is one key held down, or two. */
const MIN_DIFFERENT = 5;
/** Shorter parts of a name ("Li", "Bo") stand in half of all words. */
const MIN_PART = 4;

export type PasswordProblem =
	| 'password_too_short'
	| 'password_too_long'
	| 'password_has_name'
	| 'password_common'
	| 'password_simple';

/**
 * What is wrong with a new password, or null. No demands on kinds of characters and no expiry: both make people choose
 * worse ones (NIST SP 800-63B, 5.1.1.2). Length is in characters as a person counts them.
 */
export function passwordProblem(
	password: string,
	person: { name: string; email: string },
): PasswordProblem | null {
	const characters = [...password.normalize('NFKC')];
	if (characters.length < MIN_PASSWORD_LENGTH) return 'password_too_short';
	if (characters.length > MAX_PASSWORD_LENGTH) return 'password_too_long';
	const plain = simplify(password);
	if (personParts(person).some((part) => plain.includes(part))) return 'password_has_name';
	if (isCommon(plain)) return 'password_common';
	if (new Set(characters).size < MIN_DIFFERENT || isRepeated(plain) || isRun(plain)) {
		return 'password_simple';
	}
	return null;
}

/** Lower case, without accents, blanks and punctuation. */
function simplify(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

function personParts({ name, email }: { name: string; email: string }): string[] {
	const [local = ''] = email.split('@');
	return [...name.split(/[\s'’-]+/), ...local.split(/[._+-]+/), local]
		.map(simplify)
		.filter((part) => part.length >= MIN_PART);
}

/** A common one, also with a few digits or signs put behind it or before it. */
function isCommon(plain: string): boolean {
	return (
		COMMON_PASSWORDS.has(plain) ||
		COMMON_PASSWORDS.has(plain.replace(/\d{1,4}$/, '')) ||
		COMMON_PASSWORDS.has(plain.replace(/^\d{1,4}/, ''))
	);
}

/** One word twice or more: `laurelaurel` no, `appleapple` yes. */
function isRepeated(plain: string): boolean {
	return /^(.{1,8}?)\1+$/u.test(plain);
}

/** Neighbours in the alphabet or among the digits all along, up or down. */
function isRun(plain: string): boolean {
	const steps = new Set<number>();
	for (let index = 1; index < plain.length; index++) {
		steps.add(plain.charCodeAt(index) - plain.charCodeAt(index - 1));
	}
	return steps.size === 1 && [-1, 0, 1].some((step) => steps.has(step));
}
