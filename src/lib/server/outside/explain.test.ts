import { describe, expect, it } from 'vitest';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { explained } from './explain.ts';

const coded = (code: string) => Object.assign(new Error('x'), { code });

describe('an error of a request to the outside', () => {
	it.each([
		['ECONNREFUSED', 'unreachable'],
		['ECONNRESET', 'unreachable'],
		['EHOSTUNREACH', 'unreachable'],
		['ETIMEDOUT', 'too_slow'],
		['HPE_INVALID_CONSTANT', 'unreadable'],
		['HPE_HEADER_OVERFLOW', 'too_large'],
		['EPROTO', 'unreadable'],
		['Z_DATA_ERROR', 'unreadable'],
		['ERR__ERROR_FORMAT_PADDING_1', 'unreadable'],
		['CERT_HAS_EXPIRED', 'untrusted'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'untrusted'],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
	])('%s means %s', (code, meaning) => {
		expect(explained(coded(code))).toMatchObject({ name: 'OutsideFailure', code: meaning });
	});

	it('of several addresses means what the first one says', () => {
		const both = new AggregateError([coded('ETIMEDOUT'), coded('ECONNREFUSED')]);
		expect(explained(both).code).toBe('too_slow');
		expect(explained(new AggregateError([])).code).toBe('unreachable');
	});

	it('stays as it is when it is explained already; of anything else nothing is known', () => {
		const failure = new OutsideFailure('forbidden_port', 'No.');
		expect(explained(failure)).toBe(failure);
		expect(explained(null)).toMatchObject({ code: 'unreachable' });
		expect(explained(coded('EODD')).message).toContain('EODD');
	});
});
