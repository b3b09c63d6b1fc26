import { answerPicture } from '#lib/server/pictures/answer.ts';
import { uploadPicture } from '#lib/server/pictures/upload.ts';
import type { RequestHandler } from './$types';

/** Takes one picture from the owner's form. */
export const POST: RequestHandler = ({ request, locals: { ctx } }) =>
	answerPicture(request, (input) => uploadPicture({ ctx, input }));
