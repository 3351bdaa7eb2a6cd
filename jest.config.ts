import type { Config } from 'jest';
import angularPresets from 'jest-preset-angular/presets/index.js';

const paths = {
  '^@service-runs/api-client$': '<rootDir>/libs/api-client/src/index.ts',
  '^@service-runs/api-client/examples$': '<rootDir>/libs/api-client/examples/index.ts',
  '^@service-runs/contracts$': '<rootDir>/libs/contracts/src/index.ts',
  '^@service-runs/copy$': '<rootDir>/libs/copy/src/index.ts',
  '^@service-runs/copy/console$': '<rootDir>/libs/copy/src/console.ts',
  '^@service-runs/copy/invite-many$': '<rootDir>/libs/copy/src/invite-many.ts',
  '^@service-runs/copy/account$': '<rootDir>/libs/copy/src/account.ts',
  '^@service-runs/copy/mail$': '<rootDir>/libs/copy/src/mail.ts',
  '^@service-runs/copy/portal$': '<rootDir>/libs/copy/src/portal.ts',
  '^@service-runs/time$': '<rootDir>/libs/time/src/index.ts',
  '^@service-runs/ui$': '<rootDir>/libs/ui/src/index.ts',
  '^@service-runs/ui/dialog$': '<rootDir>/libs/ui/src/dialog/index.ts',
};

type Project = Exclude<NonNullable<Config['projects']>[number], string>;

/** Code that runs on the server: compiled by swc, with the decorator metadata that Nest and TypeORM read. */
function node(displayName: string, testMatch: string[], more: Project = {}): Project {
  return {
    displayName,
    rootDir: import.meta.dirname,
    testEnvironment: 'node',
    testMatch,
    moduleNameMapper: paths,
    transform: {
      '^.+\\.m?[jt]s$': [
        '@swc/jest',
        {
          jsc: {
            target: 'es2024',
            keepClassNames: true,
            parser: { syntax: 'typescript', decorators: true },
            transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          },
          module: { type: 'commonjs' },
        },
      ],
    },
    transformIgnorePatterns: ['/node_modules/'],
    ...more,
  };
}

/** Suites that use the one throwaway PostgreSQL cluster of this run. */
const onDatabase: Project = {
  globalSetup: '<rootDir>/apps/api/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/apps/api/test/support/global-teardown.ts',
};

/** With `THROUGH_PGBOUNCER=on` the API goes through one, and there are tests about it too; see `global-setup.ts`. */
const aboutPgBouncer =
  process.env['THROUGH_PGBOUNCER'] === 'on' ? ['<rootDir>/apps/api/test/pgbouncer/**/*.spec.ts'] : [];

const { globals: _globals, ...angular } = angularPresets.createCjsPreset({
  tsconfig: '<rootDir>/apps/web/tsconfig.spec.json',
});

const config: Config = {
  projects: [
    node('api-client', ['<rootDir>/libs/api-client/src/**/*.spec.ts']),
    node('contracts', ['<rootDir>/libs/contracts/src/**/*.spec.ts']),
    node('copy', ['<rootDir>/libs/copy/src/**/*.spec.ts']),
    node('time', ['<rootDir>/libs/time/src/**/*.spec.ts']),
    node('tools', ['<rootDir>/tools/**/*.spec.ts', '<rootDir>/bench/*.spec.ts'], onDatabase),
    node('api-unit', ['<rootDir>/apps/api/src/**/*.spec.ts'], { setupFiles: ['reflect-metadata'] }),
    node('api-medium', ['<rootDir>/apps/api/test/medium/**/*.spec.ts'], {
      setupFiles: ['reflect-metadata'],
      ...onDatabase,
    }),
    node('api-e2e', ['<rootDir>/apps/api/test/e2e/**/*.spec.ts', ...aboutPgBouncer], {
      setupFiles: ['reflect-metadata'],
      ...onDatabase,
    }),
    {
      ...(angular as Project),
      displayName: 'web',
      rootDir: import.meta.dirname,
      testMatch: ['<rootDir>/apps/web/src/**/*.spec.ts', '<rootDir>/libs/ui/src/**/*.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/apps/web/src/test-setup.ts'],
      moduleNameMapper: paths,
      transformIgnorePatterns: ['/node_modules/'],
    },
  ],
};

export default config;
