import type { Role } from '#lib/domain/people/permissions.ts';

export type Persona = {
	role: Role;
	/** The person's external id. */
	externalId: string;
	name: string;
	email: string;
	title: string;
};

/** Known to everybody, like the rest of the demo company: a demo is open, and says so. */
export const DEMO_PASSWORD = 'laurel-demo';

/** Ends every e-mail address; `.example` can belong to nobody (RFC 2606). */
export const DEMO_DOMAIN = 'norrvik.example';

/** Whom one click signs in as, in the demo: one for each role. */
export const PERSONAS: readonly Persona[] = [
	persona('employee', 'tom.lindqvist', 'Tom Lindqvist', 'Account Executive'),
	persona('manager', 'sara.holm', 'Sara Holm', 'Head of Sales, Nordics'),
	persona('owner', 'elena.ferraro', 'Elena Ferraro', 'Advocacy Program Lead'),
	persona('admin', 'anders.nyberg', 'Anders Nyberg', 'IT Systems Lead'),
];

function persona(role: Role, externalId: string, name: string, title: string): Persona {
	return { role, externalId, name, email: `${externalId}@${DEMO_DOMAIN}`, title };
}
