import type { FailureCode } from '#lib/domain/failure.ts';
import type { Actor } from '#lib/domain/people/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';

declare global {
	namespace App {
		/** What an error page knows. `status` is ours where kit only knows 500. */
		interface Error {
			message: string;
			code?: FailureCode | 'unforeseen';
			status?: number;
			requestId?: string;
		}
		interface Locals {
			actor: Actor;
			/** The request's context: database, actor, instant, log. */
			ctx: Ctx;
			/** The session's SHA-256 id, for signing out; null for visitors. */
			sessionId: string | null;
			theme: 'light' | 'dark' | 'system';
			/** Finds the request's lines in the log; error pages show it. */
			requestId: string;
			/** The status of the refusal that was thrown; hooks put it on the answer. */
			failureStatus?: number;
		}
		interface PageData {
			title?: string;
		}
	}
}

export {};
