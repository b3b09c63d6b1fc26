import { uploadScenePicture } from '#lib/server/displays/scene-picture.ts';
import { answerPicture } from '#lib/server/pictures/answer.ts';
import type { RequestHandler } from './$types';

/** Takes one picture from the form of a scene: of owners, and of hosts. */
export const POST: RequestHandler = ({ request, locals: { ctx } }) =>
	answerPicture(request, (input) => uploadScenePicture({ ctx, input }));
