import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { DisplayReport } from '#lib/domain/displays/report.ts';
import { guarded } from '../context.ts';
import { ownDisplay } from './own.ts';
import { displayActor } from './session.ts';
import { readShow, type ReadShow } from './show.ts';

/**
 * What a paired screen should show now, for whoever looks after it: read with the screen's own rights, so that it is
 * exactly what the screen may see. `plain`: it shows pages without a script. Throws Failure `not_found`, `not_allowed`.
 */
export const readPresentPicture = guarded(
	'readPresentPicture',
	'displays.host',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<{ read: ReadShow; plain: boolean }> => {
		const row = await ownDisplay(ctx, id);
		if (!row.pairedAt || row.revokedAt)
			throw new Failure('not_found', 'There is no such paired display.');
		const report = row.report as DisplayReport | null;
		const read = await readShow({ ctx: { ...ctx, actor: await displayActor(ctx, id) }, input: {} });
		const { plain } = read.programme.display.settings;
		return { read, plain: plain ?? report?.plain ?? false };
	},
);
