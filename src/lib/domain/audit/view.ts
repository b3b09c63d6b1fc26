import type { AuditDetails } from './changes.ts';

/** An entry of the audit log as owners read it. */
export type AuditView = AuditDetails & {
	/** Its place in the chain, from 1. */
	seq: number;
	/** RFC 3339, UTC. */
	at: string;
	/** `person`, `token`, `display`, `system` or `visitor`, and what it is called now (an id when nobody knows). */
	actor: { kind: string; name: string };
	action: string;
	/** The noun and what it is called now (an id when nobody knows); null where an action has no target. */
	target: { noun: string; name: string; href: string | null } | null;
	/** Lower-case hex. */
	hash: string;
};
