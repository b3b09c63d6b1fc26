import { z } from 'zod';

/** A kind of event that other systems are told of: its data, what it means, and an example that documents it. */
export type WebhookEvent<S extends z.ZodType = z.ZodType> = {
	/** One sentence: when it is sent. */
	summary: string;
	/** Plain JSON; instants are RFC 3339 in UTC, names as people typed them. */
	data: S;
	example: z.output<S>;
};

/** Gives a kind of event its types; one file each under events/. */
export function event<S extends z.ZodType>(definition: WebhookEvent<S>): WebhookEvent<S> {
	return definition;
}

/** Which contest it is about. */
export const contestOfEvent = z.strictObject({
	slug: z.string().describe('As in addresses and in the API.'),
	name: z.string(),
});

/** Whom it is about. */
export const personOfEvent = z.strictObject({
	externalId: z.string(),
	name: z.string(),
	team: z.string(),
});

export const instant = z.iso.datetime().describe('RFC 3339, UTC, milliseconds.');

/** For examples. */
export const EXAMPLE = {
	contest: { slug: 'autumn-sprint', name: 'Autumn Sprint' },
	mira: { externalId: 'mira', name: 'Mira Lind', team: 'Sales' },
	noor: { externalId: 'noor', name: 'Noor Haddad', team: 'Support' },
} as const;
