import type { Role } from '#lib/domain/people/permissions.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a role is called on a page. */
export const ROLE_NAMES = {
	employee: m.auth_role_employee,
	manager: m.auth_role_manager,
	owner: m.auth_role_owner,
	admin: m.auth_role_admin,
} as const satisfies Record<Role, () => string>;
