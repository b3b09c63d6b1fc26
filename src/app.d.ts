import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';

declare global {
	namespace App {
		interface Locals {
			actor: Actor;
			/** The request's context: database, actor, instant, log. */
			ctx: Ctx;
			/** The session's SHA-256 id, for signing out; null for visitors. */
			sessionId: string | null;
			theme: 'light' | 'dark' | 'system';
		}
		interface PageData {
			title?: string;
		}
	}
}

export {};
