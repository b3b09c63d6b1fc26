/** A file for the disk, as it is read; its name holds only words, a slug, digits and dots. */
export function fileAnswer(file: {
	name: string;
	contentType: string;
	stream: ReadableStream<Uint8Array> | string;
}): Response {
	return new Response(file.stream, {
		headers: {
			'content-type': file.contentType,
			'content-disposition': `attachment; filename="${file.name}"`,
			'cache-control': 'private, no-store',
		},
	});
}
