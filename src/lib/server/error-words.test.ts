import { DrizzleQueryError } from 'drizzle-orm';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { errorForLog, wordsOf } from './error-words.ts';

const refused = Object.assign(new Error('duplicate key value'), {
	code: '23505',
	detail: 'Key (email)=(mira@example.com) already exists.',
});
const failed = new DrizzleQueryError(
	'insert into people values ($1, $2)',
	['mira@example.com', 'whsec_secret\nline'],
	refused,
);

function logged(error: unknown): string {
	const lines: string[] = [];
	const log = pino({ serializers: { err: errorForLog } }, { write: (line) => lines.push(line) });
	log.error({ err: error }, 'a request failed');
	return lines.join('');
}

describe('what is told of a failed query', () => {
	it.each([
		['itself', failed],
		['as the cause of another', new Error('the job failed', { cause: failed })],
		['the database’s own error', refused],
	])('names what was asked and why it failed, and nobody’s data: %s', (_, error) => {
		const line = logged(error);
		expect(line).not.toMatch(/mira|secret/);
		expect(line).toContain('duplicate key value');
		expect(line).toContain('error-words.test');
		expect(wordsOf(error)).not.toMatch(/mira|secret/);
	});

	it('keeps the query and the code', () => {
		expect(logged(failed)).toContain('insert into people');
		expect(logged(refused)).toContain('23505');
		expect(wordsOf(failed)).toBe('Failed query: insert into people values ($1, $2)');
	});

	it('copes with whatever is thrown', () => {
		for (const odd of [undefined, null, 7, 'text']) expect(wordsOf(odd)).toBe(String(odd));
		expect(logged('text')).toContain('text');
	});
});
