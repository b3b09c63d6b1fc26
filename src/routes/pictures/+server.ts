import { json } from '@sveltejs/kit';
import { Failure } from '#lib/domain/failure.ts';
import { uploadPicture } from '#lib/server/pictures/upload.ts';
import type { RequestHandler } from './$types';

/** Takes one picture from the owner's form; answers its id, or why it cannot be taken (`problem`). */
export const POST: RequestHandler = async ({ request, locals }) => {
	const form = await request.formData();
	const file = form.get('picture');
	const bytes = new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
	try {
		const input = { bytes, alt: String(form.get('alt') ?? '') };
		return json(await uploadPicture({ ctx: locals.ctx, input }), { status: 201 });
	} catch (thrown) {
		if (!(thrown instanceof Failure)) throw thrown;
		return json({ problem: thrown.reason ?? thrown.code }, { status: thrown.status });
	}
};
