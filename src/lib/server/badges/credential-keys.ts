import {
	createHash,
	createPrivateKey,
	createPublicKey,
	generateKeyPair,
	sign,
	verify,
	type JsonWebKey,
} from 'node:crypto';
import { promisify } from 'node:util';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '../context.ts';
import { credentialKeys } from '../db/schema/badges.ts';

const generate = promisify(generateKeyPair);
/** Open Badges 3.0 (8.2.2): whoever verifies must know RS256. */
export const ALGORITHM = 'RS256';
const HASH = 'sha256';
/** Any number of our own: of two servers that need the first key one makes it. */
const KEY_LOCK = 7_126_048;

export type SigningKey = { kid: string; publicJwk: JsonWebKey; privateKey: string };

/** RFC 7638: SHA-256 of the key's members in order. */
const thumbprint = ({ e, kty, n }: JsonWebKey) =>
	createHash(HASH).update(JSON.stringify({ e, kty, n })).digest('base64url');

/** The key that signs now, made when the first credential is taken out; in the caller's transaction. */
export async function signingKeyOf(tx: Ctx): Promise<SigningKey> {
	await tx.db.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`);
	const [known] = await tx.db
		.select()
		.from(credentialKeys)
		.where(isNull(credentialKeys.retiredAt))
		.orderBy(desc(credentialKeys.createdAt))
		.limit(1);
	return known ? { ...known, publicJwk: known.publicJwk as JsonWebKey } : makeKey(tx);
}

/** Makes a key that signs from now on, and retires those before it; in the caller's transaction. */
export async function replaceKey(tx: Ctx): Promise<SigningKey> {
	await tx.db.execute(sql`select pg_advisory_xact_lock(${KEY_LOCK})`);
	await tx.db
		.update(credentialKeys)
		.set({ retiredAt: tx.now })
		.where(isNull(credentialKeys.retiredAt));
	return makeKey(tx);
}

async function makeKey(tx: Ctx): Promise<SigningKey> {
	const pair = await generate('rsa', { modulusLength: 2048 });
	const publicJwk = pair.publicKey.export({ format: 'jwk' });
	const row = {
		...{ kid: thumbprint(publicJwk), alg: ALGORITHM, publicJwk },
		privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
	};
	await tx.db.insert(credentialKeys).values({ ...row, createdAt: tx.now });
	return row;
}

/**
 * Every public key that is trusted as a JWK, the newest first: retired ones too, for what they signed can still be checked. Of one
 * that somebody else may have nothing is published, so that no verifier finds it.
 */
export async function publicKeys(ctx: Pick<Ctx, 'db'>): Promise<JsonWebKey[]> {
	const rows = await ctx.db
		.select({ kid: credentialKeys.kid, jwk: credentialKeys.publicJwk })
		.from(credentialKeys)
		.where(isNull(credentialKeys.distrustedAt))
		.orderBy(desc(credentialKeys.createdAt));
	return rows.map(({ kid, jwk }) => ({
		...(jwk as JsonWebKey),
		...{ kid, alg: ALGORITHM, use: 'sig' },
	}));
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A payload signed as a JWS in compact form (RFC 7515). `keyAddress` is where the public key can be read. */
export function signJwt(
	key: SigningKey,
	keyAddress: string,
	payload: Record<string, unknown>,
): string {
	const head = part({ alg: ALGORITHM, typ: 'JWT', kid: keyAddress });
	const text = `${head}.${part(payload)}`;
	const signature = sign(HASH, Buffer.from(text), createPrivateKey(key.privateKey));
	return `${text}.${signature.toString('base64url')}`;
}

/** The payload of a JWT that this portal has signed with the key of that id; null where the signature does not hold, or the key is not trusted. */
export async function checkedPayload(
	ctx: Pick<Ctx, 'db'>,
	{ jwt, kid }: { jwt: string; kid: string },
): Promise<Record<string, unknown> | null> {
	const trusted = and(eq(credentialKeys.kid, kid), isNull(credentialKeys.distrustedAt));
	const [key] = await ctx.db.select().from(credentialKeys).where(trusted);
	const [head = '', body = '', signature = ''] = jwt.split('.');
	if (!key) return null;
	const jwk = key.publicJwk as JsonWebKey;
	const holds = verify(
		HASH,
		Buffer.from(`${head}.${body}`),
		createPublicKey({ key: jwk, format: 'jwk' }),
		Buffer.from(signature, 'base64url'),
	);
	return holds
		? (JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>)
		: null;
}
