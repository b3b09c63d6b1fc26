import { Failure } from '#lib/domain/failure.ts';
import type { KeptPicture } from './upload.ts';

type Keep = (input: { bytes: Uint8Array<ArrayBuffer>; alt: string }) => Promise<KeptPicture>;

/** Takes one picture from the field of a form (PictureField.svelte); answers its id, or why it cannot be taken (`problem`). */
export async function answerPicture(request: Request, keep: Keep): Promise<Response> {
	const form = await request.formData();
	const file = form.get('picture');
	const bytes = new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
	const input = { bytes, alt: String(form.get('alt') ?? '') };
	try {
		return Response.json(await keep(input), { status: 201 });
	} catch (thrown) {
		if (!(thrown instanceof Failure)) throw thrown;
		return Response.json({ problem: thrown.reason ?? thrown.code }, { status: thrown.status });
	}
}
