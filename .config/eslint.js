import { fileURLToPath } from 'node:url';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const root = fileURLToPath(new URL('..', import.meta.url));

export default ts.config(
	{ basePath: root },
	{
		ignores: [
			'**/build/',
			'**/.svelte-kit/',
			'**/coverage/',
			'**/reports/',
			'**/data/',
			'**/src/lib/paraglide/',
			'**/.stryker-tmp/',
			'**/test-results/',
			'**/playwright-report/',
		],
	},
	...ts.configs.recommended,
	...ts.configs.stylistic,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			'max-lines': ['error', { max: 300 }],
			'no-console': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'@typescript-eslint/consistent-type-definitions': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'no-restricted-properties': [
				'error',
				{
					object: 'process',
					property: 'env',
					message: 'Every variable is declared in src/lib/server/env.ts.',
				},
			],
			'svelte/no-navigation-without-resolve': 'off',
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] },
		},
	},
	{
		// The entry sets what the adapter reads from the environment.
		files: [
			'src/lib/server/env.ts',
			'src/server/main.ts',
			'src/boot/**',
			'tests/**',
			'.config/**',
			'**/*.config.*',
		],
		rules: { 'no-restricted-properties': 'off' },
	},
	{ files: ['src/boot/**', 'src/cli/**', 'tests/**'], rules: { 'no-console': 'off' } },
);
