import { stdSerializers } from 'pino';

/** What a database's error says of a row's contents, beside its message. */
const CONTENTS = ['params', 'parameters', 'detail', 'where'];

/**
 * The text without what was asked for: drizzle's errors carry a query's parameters in their message, which are people's
 * addresses, hashes of passwords, secrets of webhooks.
 */
function withoutParameters(text: string, thrown: unknown): string {
	let words = text;
	for (let error = thrown, depth = 0; error instanceof Error && depth < 5; depth++) {
		if ('params' in error) words = words.replaceAll(`\nparams: ${String(error.params)}`, '');
		error = error.cause;
	}
	return words;
}

/** What an error says, for a log or whoever asks how we are, without anybody's data. */
export function wordsOf(thrown: unknown): string {
	return withoutParameters(thrown instanceof Error ? thrown.message : String(thrown), thrown);
}

/** An error as the log keeps it: with its stack and its causes, without anybody's data. For pino's `serializers`. */
export function errorForLog(thrown: unknown): unknown {
	if (!(thrown instanceof Error)) return thrown;
	const { message, stack, ...rest } = stdSerializers.err(thrown);
	const kept = Object.entries(rest).filter(([name]) => !CONTENTS.includes(name) && name !== 'raw');
	return {
		...Object.fromEntries(kept),
		message: withoutParameters(message, thrown),
		stack: withoutParameters(stack, thrown),
	};
}
