/** A drawing of our own (SVG without text and without addresses) as a PNG of the same size. */
export async function drawPng(svg: string): Promise<Buffer> {
	const { default: sharp } = await import('sharp');
	return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer();
}
