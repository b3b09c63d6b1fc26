import type { QrPath } from '#lib/domain/displays/content.ts';
import { peopleByKeys } from '../../people/shown.ts';
import { qrPath } from '../../sharing/qr.ts';
import type { Asked } from './reader.ts';

/**
 * The code that opens the page on which somebody is thanked, whom `key` names as displays do; null for who does not appear
 * there by name: whoever scans it would keep what stands for them.
 */
export async function thankCode(
	{ ctx, origin }: Pick<Asked, 'ctx' | 'origin'>,
	key: string,
): Promise<QrPath | null> {
	const found = (await peopleByKeys(ctx.db, 'displays', [key])).get(key);
	if (found?.shown !== 'name') return null;
	return qrPath(`${origin}/thank?to=${encodeURIComponent(key)}&seen=displays`);
}
