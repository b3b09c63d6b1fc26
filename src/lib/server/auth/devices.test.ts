import { expect, test } from 'vitest';
import { deviceCookie, knownDevice, readDevices } from './devices.ts';

const KEY = 'a key';
const plain = { secure: false };
const after = (email: string, proofs: string[] = [], key = KEY) => {
	const { name, value } = deviceCookie(key, email, proofs, plain);
	return readDevices({ get: (asked) => (asked === name ? value : undefined) }, plain);
};

test('a proof is for one account under one key', () => {
	const proofs = after('ana@example.com');
	expect(knownDevice(KEY, 'ana@example.com', proofs)).toMatch(/^[\w-]{16}$/);
	expect(knownDevice(KEY, 'bo@example.com', proofs)).toBeNull();
	expect(knownDevice('another key', 'ana@example.com', proofs)).toBeNull();
});

test('a browser that several people use knows each of them, the last five', () => {
	const emails = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}@example.com`);
	const proofs = emails.reduce<string[]>((kept, email) => after(email, kept), []);
	expect(proofs).toHaveLength(5);
	const known = emails.filter((email) => knownDevice(KEY, email, proofs) !== null);
	expect(known).toEqual(emails.slice(1));
});

test('signing in again gives a new proof in the place of the old one', () => {
	const first = after('ana@example.com');
	const second = after('ana@example.com', first);
	expect(second).toHaveLength(1);
	expect(second).not.toEqual(first);
});

test.each(['', '~~~', 'x.y', 'a'.repeat(5000), `${'A'.repeat(16)}.${'A'.repeat(43)}`])(
	'a made-up cookie proves nothing: %.20s',
	(value) => {
		const proofs = readDevices({ get: () => value }, plain);
		expect(knownDevice(KEY, 'ana@example.com', proofs)).toBeNull();
	},
);

test('over https the cookie is bound to this host', () => {
	const { name, attributes } = deviceCookie(KEY, 'ana@example.com', [], { secure: true });
	expect(name).toMatch(/^__Host-/);
	expect(attributes).toMatchObject({ httpOnly: true, secure: true, path: '/', sameSite: 'lax' });
});

test('a browser without the cookie, or with one that was tampered with, is known to nobody', () => {
	expect(readDevices({ get: () => undefined }, plain)).toEqual([]);
	expect(readDevices({ get: () => 'a.b~' }, plain)).toEqual([]);
	const [proof = ''] = after('ana@example.com');
	expect(knownDevice(KEY, 'ana@example.com', ['', proof.slice(1), `${proof}x`])).toBeNull();
	expect(knownDevice(KEY, 'ana@example.com', ['', proof])).not.toBeNull();
});
