import { describe, expect, it } from 'vitest';
import { isSigned, isTimely, newSecret, signatureOf } from './signature.ts';

/** The example of the specification's reference libraries. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const PARTS = {
	id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
	timestamp: '1614265330',
	body: '{"test": 2432232314}',
};
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('a webhook’s signature', () => {
	it('is the one of the specification’s example', () => {
		expect(signatureOf(PARTS, SECRET)).toBe(SIGNATURE);
		expect(signatureOf({ ...PARTS, body: Buffer.from(PARTS.body) }, SECRET)).toBe(SIGNATURE);
	});

	it('is found among several, under any of the secrets', () => {
		const other = newSecret();
		expect(isSigned(PARTS, SIGNATURE, [SECRET])).toBe(true);
		expect(isSigned(PARTS, `v1,AAAA v1a,xyz ${SIGNATURE}`, [other, SECRET])).toBe(true);
		expect(isSigned(PARTS, signatureOf(PARTS, other), [other, SECRET])).toBe(true);
	});

	it.each([
		['another body', { ...PARTS, body: '{"test": 2432232315}' }, SIGNATURE],
		['another id', { ...PARTS, id: 'msg_other' }, SIGNATURE],
		['another time', { ...PARTS, timestamp: '1614265331' }, SIGNATURE],
		['none', PARTS, ''],
		['a shorter one', PARTS, SIGNATURE.slice(0, -2)],
		['another version', PARTS, SIGNATURE.replace('v1,', 'v2,')],
	])('is wrong for %s', (_, parts, signatures) => {
		expect(isSigned(parts, signatures, [SECRET])).toBe(false);
	});

	it('is nobody’s without a secret', () => {
		expect(isSigned(PARTS, SIGNATURE, [])).toBe(false);
	});
});

describe('a secret', () => {
	it('is 32 random bytes, written as the specification has it', () => {
		const secret = newSecret();
		expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
		expect(newSecret()).not.toBe(secret);
	});
});

describe('a webhook’s timestamp', () => {
	const now = new Date(1_614_265_330_000);
	it.each([
		[0, true],
		[300, true],
		[-300, true],
		[301, false],
		[-301, false],
	])('%d seconds away is timely: %s', (seconds, timely) => {
		expect(isTimely(String(1_614_265_330 + seconds), now)).toBe(timely);
	});

	it.each(['', 'now', '1614265330.5', '-1', '1e9', '9'.repeat(40)])('is none as %j', (text) => {
		expect(isTimely(text, now)).toBe(false);
	});
});
