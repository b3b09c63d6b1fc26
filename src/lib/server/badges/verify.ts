import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { revocationList } from '#lib/domain/badges/credential.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, type Ctx } from '../context.ts';
import { publicOrigin } from '../origin.ts';
import { readProgram } from '../programs/queries.ts';
import { checkedPayload, publicKeys } from './credential-keys.ts';
import { credentialAddress, issuerAddress, revocationsAddress } from './credentials.ts';
import { knownBadges } from './known.ts';
import { artName, viewOf, type BadgeView } from './views.ts';

/** What everybody who has the address of a credential may know of it. Instants are RFC 3339 in UTC. */
export type CheckedCredential = {
	id: string;
	/** valid, or why it is not. */
	state: 'valid' | 'revoked' | 'taken_back' | 'forged';
	/** Null once it is not valid: then nothing more is told. */
	shown: {
		art: string;
		level: number;
		badge: string;
		takes: string;
		/** Null: not named outside. */
		name: string | null;
		issuer: string;
		awardedAt: string;
		/** Whether the signed text can be read here: it holds the name, also of who no longer appears by it. */
		readable: boolean;
	} | null;
};

type Row = {
	jwt: string;
	kid: string;
	badge: string;
	level: number;
	revoked: boolean;
	lost: boolean;
	/** The person appears by name outside, today. */
	named: boolean;
};

async function rowOf(ctx: Ctx, id: string): Promise<Row> {
	const [row] = await ctx.db.execute<Row>(sql`
		select c.jwt, c.kid, a.badge, a.level, c.revoked_at is not null as revoked,
			a.taken_back_at is not null as lost,
			not exists (select from appearances x
				where x.person_id = c.person_id and x.surface = 'outside' and x.shown <> 'name') as named
		from badge_credentials c join badge_awards a on a.id = c.award_id where c.id = ${id}::uuid`);
	if (!row) throw new Failure('not_found', 'There is no such credential.');
	return row;
}

type Payload = {
	name: string;
	validFrom: string;
	issuer: { name: string };
	credentialSubject: {
		identifier: { identityType: string; identityHash: string }[];
		achievement: { description: string };
	};
};

const nameIn = (identifiers: Payload['credentialSubject']['identifier']): string | null =>
	identifiers.find(({ identityType }) => identityType === 'name')?.identityHash ?? null;

/** Whether a credential holds: its signature is checked, and whether it was revoked or the badge taken back. Throws Failure `not_found`. */
export const checkCredential = guarded(
	'checkCredential',
	'badges.show',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<CheckedCredential> => {
		const row = await rowOf(ctx, id);
		if (row.revoked) return { id, state: 'revoked', shown: null };
		if (row.lost) return { id, state: 'taken_back', shown: null };
		const payload = (await checkedPayload(ctx, row)) as Payload | null;
		if (!payload) return { id, state: 'forged', shown: null };
		const { identifier, achievement } = payload.credentialSubject;
		const name = nameIn(identifier);
		return {
			...{ id, state: 'valid' },
			shown: {
				...{ art: artName(row.badge, await knownBadges(ctx)), level: row.level },
				...{ badge: payload.name, takes: achievement.description },
				name: row.named ? name : null,
				readable: row.named || name === null,
				...{ issuer: payload.issuer.name, awardedAt: payload.validFrom },
			},
		};
	},
);

/**
 * The signed credential itself, while it holds, and while its holder appears outside by the name that is in it. Throws Failure
 * `not_found`.
 */
export const readCredential = guarded(
	'readCredential',
	'badges.show',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<string> => {
		const row = await rowOf(ctx, id);
		if (row.revoked || row.lost) throw new Failure('not_found', 'This credential no longer holds.');
		if (row.named) return row.jwt;
		const payload = (await checkedPayload(ctx, row)) as Payload | null;
		if (payload && nameIn(payload.credentialSubject.identifier) === null) return row.jwt;
		throw new Failure('not_found', 'Its holder no longer appears by name outside.');
	},
);

/** Who issues: an Open Badges 3.0 Profile. */
export const readIssuer = guarded('readIssuer', 'badges.show', z.strictObject({}), async (ctx) => {
	const { name } = await readProgram(ctx);
	return {
		'@context': [
			'https://www.w3.org/ns/credentials/v2',
			'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
		],
		...{ id: issuerAddress(), type: ['Profile'], name, url: publicOrigin() },
	};
});

/** The public keys, as a JSON Web Key Set (RFC 7517). */
export const readKeys = guarded('readKeys', 'badges.show', z.strictObject({}), async (ctx) => ({
	keys: await publicKeys(ctx),
}));

/** What no longer holds, for whoever verifies: revoked by its person, or with a badge that was taken back. */
export const readRevocations = guarded(
	'readRevocations',
	'badges.show',
	z.strictObject({}),
	async (ctx) => {
		const rows = await ctx.db.execute<{ id: string; revoked: boolean }>(sql`
			select c.id, c.revoked_at is not null as revoked
			from badge_credentials c join badge_awards a on a.id = c.award_id
			where c.revoked_at is not null or a.taken_back_at is not null order by c.id`);
		return revocationList({
			...{ id: revocationsAddress(), issuer: issuerAddress() },
			revoked: rows.map(({ id, revoked }) => ({
				id: credentialAddress(id),
				reason: revoked ? 'Withdrawn by its holder.' : 'The badge was taken back.',
			})),
		});
	},
);

/** A badge for everybody, by what a credential calls it: what it is and takes, never who has it. Throws Failure `not_found`. */
export const showBadge = guarded(
	'showBadge',
	'badges.show',
	z.strictObject({ key: z.string().min(1).max(100) }),
	async (ctx, { key }): Promise<BadgeView> => {
		const view = viewOf(key, await knownBadges(ctx));
		if (!view) throw new Failure('not_found', 'There is no such badge.');
		return view;
	},
);
