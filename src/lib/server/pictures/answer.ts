import { Failure } from '#lib/domain/failure.ts';
import type { KeptPicture } from './upload.ts';

type Keep = (input: { bytes: Uint8Array<ArrayBuffer>; alt: string }) => Promise<KeptPicture>;

/** The bytes of a file that a form sent; none when it sent no file. */
export async function sentBytes(form: FormData, name: string): Promise<Uint8Array<ArrayBuffer>> {
	const file = form.get(name);
	return new Uint8Array(file instanceof File ? await file.arrayBuffer() : []);
}

/** Takes one picture from the field of a form (PictureField.svelte); answers its id, or why it cannot be taken (`problem`). */
export async function answerPicture(request: Request, keep: Keep): Promise<Response> {
	const form = await request.formData();
	const input = { bytes: await sentBytes(form, 'picture'), alt: String(form.get('alt') ?? '') };
	try {
		return Response.json(await keep(input), { status: 201 });
	} catch (thrown) {
		if (!(thrown instanceof Failure)) throw thrown;
		return Response.json({ problem: thrown.reason ?? thrown.code }, { status: thrown.status });
	}
}
