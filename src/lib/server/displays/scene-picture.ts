import { guarded } from '../context.ts';
import { keepPicture, pictureUpload } from '../pictures/upload.ts';
import { hostedOffices } from './hosts.ts';

/**
 * Keeps a picture for a scene, re-encoded as any other, of owners and of hosts of an office. One that no scene names is
 * gone after a week. Throws Failure `not_allowed`, `too_large` and `invalid`.
 */
export const uploadScenePicture = guarded(
	'uploadScenePicture',
	'displays.host',
	pictureUpload,
	async (ctx, input) => {
		await hostedOffices(ctx);
		return keepPicture(ctx, input);
	},
);
