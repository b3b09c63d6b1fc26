import { readMonth } from '../../boards/month.ts';
import type { Reader } from './reader.ts';

/** Left out in a month that brought nothing. */
export const month: Reader<'month'> = async ({ ctx, zone }, settings) => {
	const found = await readMonth({ ctx, input: { month: settings.month, zone } });
	return found.rows.length > 0 ? found : null;
};
