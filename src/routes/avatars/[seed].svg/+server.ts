import { avatar } from '#lib/domain/people/avatar.ts';

/** A face from its seed: a drawing that says nothing about anybody, so it is public and may be kept for ever. */
export function GET({ params }) {
	return new Response(avatar(params.seed), {
		headers: {
			'content-type': 'image/svg+xml',
			'cache-control': 'public, max-age=31536000, immutable',
			'content-security-policy': "default-src 'none'",
			'x-content-type-options': 'nosniff',
		},
	});
}
