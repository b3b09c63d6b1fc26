import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

test('a password fits its hash, however its letters were typed, and no other does', async () => {
	const stored = await hashPassword('caf\u00e9 au lait, deux');
	expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(await verifyPassword(async () => stored, 'cafe\u0301 au lait, deux')).toEqual({
		fits: true,
		stale: false,
	});
	expect(await verifyPassword(async () => stored, 'cafe au lait, deux')).toEqual({
		fits: false,
		stale: false,
	});
	expect(await hashPassword('caf\u00e9 au lait, deux')).not.toBe(stored);
});

test('nothing fits where there is no hash', async () => {
	for (const password of ['', 'anything at all']) {
		expect(await verifyPassword(async () => null, password)).toEqual({ fits: false, stale: false });
	}
});

test('who is sent away has not been looked up', async () => {
	let asked = 0;
	const lookUp = async () => {
		asked++;
		return null;
	};
	const answers = await Promise.allSettled(
		Array.from({ length: 60 }, () => verifyPassword(lookUp, 'a guess')),
	);
	expect(asked).toBe(answers.filter(({ status }) => status === 'fulfilled').length);
	expect(asked).toBeLessThan(60);
});

test('a flood is turned away, and a device that is known gets its turn before it', async () => {
	const stored = await hashPassword('green paper boats at noon');
	/** Whose turn came, in order: what is done in a turn takes as long as the machine lets it. */
	const order: string[] = [];
	const inTurn = (who: string) => async () => {
		order.push(who);
		return stored;
	};
	const flood = Array.from({ length: 60 }, () =>
		verifyPassword(inTurn('guess'), 'a guess').catch((error: Error) => error),
	);
	// Everybody above is waiting by now; this one comes last.
	const owner = verifyPassword(inTurn('owner'), 'green paper boats at noon', 'known');
	expect(await owner).toMatchObject({ fits: true });
	const refused = (await Promise.all(flood)).filter((one) => one instanceof Error);
	expect(refused.length).toBeGreaterThan(20);
	for (const error of refused) {
		expect(error).toMatchObject({ code: 'too_many', reason: 'busy', retryAfterSeconds: 1 });
	}
	// Two were under way already when it came; the 32 that waited come after it.
	expect(order.indexOf('owner')).toBe(2);
	expect(order.length).toBe(60 - refused.length + 1);
});
