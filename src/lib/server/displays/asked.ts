import { z } from 'zod';
import { screenSchema } from '#lib/domain/displays/asking.ts';

const bodySchema = screenSchema.extend({ page: z.boolean().optional().catch(undefined) });

/** What a screen says of itself in a JSON body; nothing where it says nothing. */
export async function asked(request: Request): Promise<z.output<typeof bodySchema>> {
	const body: unknown = await request.json().catch(() => ({}));
	const read = bodySchema.safeParse(body);
	return read.success ? read.data : {};
}

/** As much of the User-Agent as anybody reads. */
export const userAgentOf = (request: Request): string =>
	(request.headers.get('user-agent') ?? '').slice(0, 2000);
