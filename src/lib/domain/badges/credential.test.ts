import { describe, expect, test } from 'vitest';
import { credentialPayload, revocationList, type CredentialInput } from './credential.ts';

const input: CredentialInput = {
	id: 'https://laurel.example.com/verify/1',
	issuer: {
		...{ id: 'https://laurel.example.com/ob/issuer', name: 'Northwind' },
		url: 'https://laurel.example.com',
	},
	...{ subject: 'urn:uuid:2', name: 'Mira Lind', emailHash: 'ab', salt: 'cd' },
	achievement: {
		...{ id: 'https://laurel.example.com/ob/badges/clicks/2', name: 'Crowd' },
		...{ description: 'd', criteria: 'c', image: 'https://laurel.example.com/ob/art/clicks/2.png' },
	},
	...{
		validFrom: '2026-10-08T09:30:00.500Z',
		revocations: 'https://laurel.example.com/ob/revoked',
	},
};

describe('a credential', () => {
	test('has what Open Badges 3.0 asks for, and the claims of its JWT say the same', () => {
		const payload = credentialPayload(input);
		expect(payload).toMatchObject({
			type: ['VerifiableCredential', 'OpenBadgeCredential'],
			...{ iss: input.issuer.id, jti: input.id, sub: input.subject, nbf: 1791451800 },
			credentialStatus: { id: input.revocations, type: '1EdTechRevocationList' },
			credentialSubject: {
				type: ['AchievementSubject'],
				achievement: { type: ['Achievement'], criteria: { narrative: 'c' } },
			},
		});
		expect((payload['@context'] as string[])[0]).toBe('https://www.w3.org/ns/credentials/v2');
	});

	test('does not name who does not appear by name, and never an address', () => {
		const text = JSON.stringify(credentialPayload({ ...input, name: null }));
		expect(text).not.toContain('Mira');
		expect(text).not.toContain('@example');
		expect(text).toContain('sha256$ab');
	});
});

test('a list of revocations names each with its reason', () => {
	expect(revocationList({ id: 'l', issuer: 'i', revoked: [{ id: 'x', reason: 'r' }] })).toEqual({
		...{ id: 'l', issuer: 'i' },
		revokedCredential: [{ id: 'x', revoked: true, revocationReason: 'r' }],
	});
});
