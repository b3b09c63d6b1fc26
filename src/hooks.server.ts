import { sequence } from '@sveltejs/kit/hooks';
import type { ServerInit } from '@sveltejs/kit';
import { building } from '$app/environment';
import { failures } from '#lib/server/auth/hooks/failures.ts';
import { look } from '#lib/server/auth/hooks/look.ts';
import { request } from '#lib/server/auth/hooks/request.ts';
import { securityHeaders } from '#lib/server/auth/hooks/security-headers.ts';
import { session } from '#lib/server/auth/hooks/session.ts';
import { setUpFirst } from '#lib/server/auth/hooks/set-up.ts';
import { publishRuntime } from '#lib/server/runtime.ts';

export { handleError } from '#lib/server/auth/hooks/failures.ts';

/** Makes the process's runtime; the build calls this too and must not. */
export const init: ServerInit = async () => {
	if (!building) await publishRuntime();
};

/** In this order: each sees what the ones before it found out. */
export const handle = sequence(request, securityHeaders, look, failures, session, setUpFirst);
