/** The revocation method that Open Badges 3.0 brings itself: a list of what no longer holds. */
const STATUS = '1EdTechRevocationList';

/** What goes into a credential. Addresses are absolute, instants RFC 3339 in UTC. */
export type CredentialInput = {
	/** The public address of the credential's page: its id. */
	id: string;
	issuer: { id: string; name: string; url: string };
	/** Random, so that the credential says of nobody what another one does. */
	subject: string;
	/** Null where the person does not appear by name outside. */
	name: string | null;
	/** SHA-256 of e-mail and salt, lower-case hex, by which whoever knows the address can check whose it is. */
	emailHash: string;
	salt: string;
	achievement: { id: string; name: string; description: string; criteria: string; image: string };
	validFrom: string;
	/** Address of the list of what was revoked. */
	revocations: string;
};

/**
 * An OpenBadgeCredential (1EdTech Open Badges 3.0, Verifiable Credentials Data Model 2.0) as the payload of a JWT: the credential
 * itself with the registered claims that section 8.2.4 of Open Badges 3.0 asks for.
 */
export function credentialPayload(input: CredentialInput): Record<string, unknown> {
	const identity = { type: 'IdentityObject' };
	return {
		'@context': [
			'https://www.w3.org/ns/credentials/v2',
			'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
		],
		id: input.id,
		type: ['VerifiableCredential', 'OpenBadgeCredential'],
		name: input.achievement.name,
		issuer: { type: ['Profile'], ...input.issuer },
		validFrom: input.validFrom,
		credentialSubject: {
			id: input.subject,
			type: ['AchievementSubject'],
			identifier: [
				{
					...identity,
					...{ identityType: 'emailAddress', hashed: true, salt: input.salt },
					identityHash: `sha256$${input.emailHash}`,
				},
				...(input.name === null
					? []
					: [{ ...identity, identityType: 'name', hashed: false, identityHash: input.name }]),
			],
			achievement: {
				...{ id: input.achievement.id, type: ['Achievement'], achievementType: 'Badge' },
				...{ name: input.achievement.name, description: input.achievement.description },
				criteria: { narrative: input.achievement.criteria },
				image: { id: input.achievement.image, type: 'Image' },
			},
		},
		credentialSchema: [
			{
				id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
				type: '1EdTechJsonSchemaValidator2019',
			},
		],
		credentialStatus: { id: input.revocations, type: STATUS },
		iss: input.issuer.id,
		jti: input.id,
		nbf: Math.floor(Date.parse(input.validFrom) / 1000),
		sub: input.subject,
	};
}

/** The list by which a verifier learns what was revoked. */
export function revocationList(list: {
	id: string;
	issuer: string;
	revoked: readonly { id: string; reason: string }[];
}): Record<string, unknown> {
	return {
		...{ id: list.id, issuer: list.issuer },
		revokedCredential: list.revoked.map(({ id, reason }) => ({
			...{ id, revoked: true, revocationReason: reason },
		})),
	};
}
