import { error } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { m } from '#lib/paraglide/messages.js';
import { fileAnswer } from './file-answer.ts';

/** Which result an address asks for: the newest without a number; what is no number is refused by the query. */
export function wanted(contest: string, url: URL): { contest: string; number?: number } {
	const number = url.searchParams.get('number');
	return { contest, ...(number === null ? {} : { number: Number(number) }) };
}

/** A file for the disk, byte by byte; its name holds only a slug, digits and dots. */
export function download(body: ReadableStream<Uint8Array> | string, name: string): Response {
	return fileAnswer({ name, contentType: 'application/json; charset=utf-8', stream: body });
}

/** A page that says what happened, with the refusal's status. */
export function refused(thrown: unknown): never {
	if (!(thrown instanceof Failure)) throw thrown;
	const message = thrown.reason === 'held' ? m.results_held() : m.results_not_final();
	error(thrown.status, { message, code: thrown.code });
}
