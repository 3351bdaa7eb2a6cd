import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import walls from './tools/eslint/walls.ts';

/** Who may import whom, between projects. Inside an application, `walls` says it. Contracts and copy know no framework. */
const depConstraints = [
  {
    sourceTag: 'scope:contracts',
    onlyDependOnLibsWithTags: ['scope:contracts'],
    allowedExternalImports: ['fast-check'],
  },
  {
    sourceTag: 'scope:copy',
    onlyDependOnLibsWithTags: ['scope:copy', 'scope:contracts'],
    allowedExternalImports: ['fast-check'],
  },
  {
    sourceTag: 'scope:time',
    onlyDependOnLibsWithTags: ['scope:time', 'scope:copy', 'scope:contracts'],
    allowedExternalImports: ['fast-check'],
  },
  // Goes to whoever calls the API: it brings nothing of ours along, and no framework.
  { sourceTag: 'scope:api-client', onlyDependOnLibsWithTags: ['scope:api-client'], allowedExternalImports: [] },
  { sourceTag: 'scope:ui', onlyDependOnLibsWithTags: ['scope:ui', 'scope:time', 'scope:copy', 'scope:contracts'] },
  {
    sourceTag: 'scope:api',
    onlyDependOnLibsWithTags: ['scope:contracts', 'scope:copy', 'scope:time', 'scope:api-client'],
    bannedExternalImports: ['@angular/*'],
  },
  {
    sourceTag: 'scope:web',
    onlyDependOnLibsWithTags: ['scope:contracts', 'scope:copy', 'scope:time', 'scope:ui'],
    bannedExternalImports: ['@nestjs/*', 'fastify', 'pg', 'typeorm', 'class-validator'],
  },
  { sourceTag: 'scope:web-e2e', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:copy'] },
  { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:lib'] },
];

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', 'tmp', 'coverage', '.nx', '.angular', '.data', '**/test-results'] },
  {
    files: ['**/*.ts', '**/*.mts', '**/*.mjs'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx, local: { rules: { walls } } },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allowCircularSelfDependency: true,
          // The tools and the bench are no projects of Nx's; `walls` keeps them out of everything but tests.
          allow: ['^(\\.\\./)+(tools|bench)/'],
          depConstraints,
        },
      ],
      'local/walls': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    // Nest reads the classes of constructor parameters at run time: an import that looks like a type only is not one.
    files: ['apps/api/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['apps/api/src/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@service-runs/api-client', message: 'The client is for those who call the API.' }] },
      ],
    },
  },
  {
    files: ['apps/web/src/**/*.ts', 'libs/ui/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      // A part is an element of its own, or gives a native one (`button[srBusy]`, `svg[srIcon]`) more to do.
      '@angular-eslint/component-selector': [
        'error',
        [
          { type: 'element', prefix: 'sr', style: 'kebab-case' },
          { type: 'attribute', prefix: 'sr', style: 'camelCase' },
        ],
      ],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'sr', style: 'camelCase' }],
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
      '@angular-eslint/prefer-standalone': 'error',
    },
  },
  {
    files: ['apps/web/src/**/*.html', 'libs/ui/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: {
      // `button[srCopy]` brings its own words.
      '@angular-eslint/template/elements-content': ['error', { allowList: ['srCopy'] }],
    },
  },
  {
    files: [
      'tools/**',
      'bench/**',
      'proof/**',
      'apps/web/src/main.ts',
      'apps/web-e2e/**',
      '**/test/**',
      '**/examples/**',
    ],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
