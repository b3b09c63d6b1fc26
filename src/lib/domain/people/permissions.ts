/** What a person may do, lowest first; each role may do all that the roles before it may. */
export const ROLES = ['employee', 'manager', 'owner', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What a token may do (API.md). `admin` includes the others. */
export const SCOPES = ['admin', 'events', 'read'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who is asking. */
export type Actor =
	| {
			kind: 'person';
			id: string;
			externalId: string;
			name: string;
			role: Role;
			teamId: string;
	  }
	| { kind: 'token'; id: string; name: string; scopes: readonly Scope[] }
	| {
			kind: 'display';
			id: string;
			/** The contest that its signed link opens; null: it is paired. */
			contestId: string | null;
			/** Own ids of the contests that a paired display's programme shows; it sees no others. */
			contestIds?: readonly string[];
	  }
	| { kind: 'system'; name: string }
	| { kind: 'visitor' };

type Grant = { role?: Role; scope?: Scope; display?: true; visitor?: true };

/**
 * Who may do what. A person needs at least `role`, a token `scope` (or admin); `display` and `visitor` say
 * whether those may. System (jobs, command line, boot) may do everything.
 */
export const PERMISSIONS = {
	'link.open': { role: 'employee', scope: 'read', visitor: true },
	'people.read': { role: 'employee', scope: 'read' },
	'appearance.own': { role: 'employee' },
	'recognition.read': { role: 'employee', scope: 'read', display: true },
	'thanks.give.own': { role: 'employee' },
	'showcase.read': { role: 'employee', scope: 'read' },
	'showcase.own': { role: 'employee' },
	'showcase.curate': { role: 'manager' },
	'showcase.write': { role: 'owner' },
	'showcase.open': { role: 'employee', visitor: true },
	'team.read': { role: 'manager' },
	'ambassador.nominate': { role: 'employee' },
	'ambassador.decide': { role: 'owner' },
	'people.write': { role: 'admin', scope: 'admin' },
	'posts.read': { role: 'employee', scope: 'read' },
	'posts.write': { role: 'owner', scope: 'admin' },
	'topics.follow.own': { role: 'employee' },
	'feeds.read': { role: 'owner', scope: 'admin' },
	'feeds.write': { role: 'owner', scope: 'admin' },
	'links.read': { role: 'employee', scope: 'read' },
	'links.create.own': { role: 'employee' },
	'sharing.own': { role: 'employee' },
	'sharing.read': { role: 'employee', scope: 'read' },
	'sharing.write': { role: 'owner', scope: 'admin' },
	'links.create': { role: 'owner', scope: 'admin' },
	'events.write': { role: 'admin', scope: 'events' },
	'facts.read': { role: 'owner', scope: 'read' },
	'exports.read': { role: 'owner', scope: 'admin' },
	'imports.write': { role: 'owner', scope: 'admin' },
	'hooks.receive': { visitor: true },
	'hooks.write': { role: 'admin', scope: 'admin' },
	'conversions.send': { visitor: true },
	'conversions.read': { role: 'owner', scope: 'admin' },
	'conversions.write': { role: 'owner', scope: 'admin' },
	'reports.write.own': { role: 'employee' },
	'reports.read': { role: 'owner' },
	'reports.decide': { role: 'owner' },
	'contests.read': { role: 'employee', scope: 'read' },
	'contests.write': { role: 'owner', scope: 'admin' },
	'contests.preview': { role: 'owner', scope: 'admin' },
	'contests.finalize': { role: 'owner', scope: 'admin' },
	'results.read': { role: 'employee', scope: 'read', display: true },
	'results.export': { role: 'employee', scope: 'read' },
	'reveal.drive': { role: 'owner' },
	'prizes.read': { role: 'owner', scope: 'admin' },
	'prizes.write': { role: 'owner', scope: 'admin' },
	'prizes.answer.own': { role: 'employee' },
	'draws.read': { role: 'employee', scope: 'read', visitor: true },
	'pictures.read': { role: 'employee', scope: 'read', display: true, visitor: true },
	'pictures.write': { role: 'owner', scope: 'admin' },
	'integrity.read': { role: 'owner', scope: 'admin' },
	'integrity.decide': { role: 'owner' },
	'disputes.create.own': { role: 'employee' },
	'adjustments.approve': { role: 'owner' },
	'notices.read.own': { role: 'employee' },
	'learning.progress.own': { role: 'employee' },
	'learning.write': { role: 'owner', scope: 'admin' },
	'proposals.read': { role: 'employee' },
	'proposals.create.own': { role: 'employee' },
	'proposals.decide': { role: 'owner' },
	'badges.read': { role: 'employee', scope: 'read', display: true },
	'badges.own': { role: 'employee' },
	'badges.give': { role: 'manager' },
	'badges.write': { role: 'owner', scope: 'admin' },
	'badges.keys': { role: 'admin', scope: 'admin' },
	'badges.show': { visitor: true, role: 'employee' },
	'audit.read': { role: 'owner', scope: 'admin' },
	'board.read': { role: 'employee', scope: 'read', display: true },
	'board.read.owner': { role: 'owner', scope: 'admin' },
	'receipts.read.own': { role: 'employee' },
	'receipts.read': { role: 'employee', scope: 'read' },
	'adjustments.write': { role: 'owner', scope: 'admin' },
	'voids.write': { role: 'owner', scope: 'admin' },
	'displays.read': { role: 'owner', scope: 'read' },
	'displays.write': { role: 'owner', scope: 'admin' },
	'displays.host': { role: 'employee', scope: 'admin' },
	'displays.pair': { role: 'employee', visitor: true },
	'displays.follow.own': { display: true },
	'tokens.write': { role: 'admin', scope: 'admin' },
	'session.start': { visitor: true, role: 'employee' },
	'session.end.own': { role: 'employee' },
	'password.change.own': { role: 'employee' },
	'program.read': { role: 'employee', scope: 'read', display: true, visitor: true },
	'program.write': { role: 'admin', scope: 'admin' },
	'program.setup': { visitor: true },
	'metrics.read': { role: 'admin', scope: 'read' },
	'system.run': {},
} as const satisfies Record<string, Grant>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether `actor` holds `permission`. Pure: what depends on the object asked for is the verb's own check. */
export function may(actor: Actor, permission: Permission): boolean {
	const grant: Grant = PERMISSIONS[permission];
	switch (actor.kind) {
		case 'system':
			return true;
		case 'person':
			return grant.role !== undefined && ROLES.indexOf(actor.role) >= ROLES.indexOf(grant.role);
		case 'token':
			return (
				grant.scope !== undefined &&
				(actor.scopes.includes('admin') || actor.scopes.includes(grant.scope))
			);
		case 'display':
			return grant.display === true;
		case 'visitor':
			return grant.visitor === true;
	}
}

/** Whether a display may show this contest (own id): its link's own, or one of its programme's. Others aren't asked here. */
export function showsContest(
	actor: Extract<Actor, { kind: 'display' }>,
	contestId: string,
): boolean {
	return actor.contestId === contestId || (actor.contestIds ?? []).includes(contestId);
}
