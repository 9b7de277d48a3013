/** The command line. `onrecord --help` says what there is; exit codes: 0 done, 1 failed, 2 misused. */
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import type { ImportOptions } from './commands/import.ts';
import { ConfigError, readConfig } from './config.ts';
import { isBusy } from './db/errors.ts';

const program = new Command('onrecord')
  .description('A record of what public figures said, what was found true, and what has happened since.')
  .version(String(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version))
  .showHelpAfterError('Run `onrecord --help` for what there is.')
  .addHelpText(
    'after',
    `
Examples:
  onrecord serve                                              start the server
  onrecord import my-claims.json                              bring in a bundle
  onrecord keys create --actor "City desk" --role editor      let somebody in

Settings come from the environment (docs/settings.md); ONRECORD_DATABASE_URL says where the record is.`,
  )
  .exitOverride();

program
  .command('serve')
  .description('start the server; migrates first, and seeds an empty database')
  .action(async () => {
    const { serve } = await import('./commands/serve.ts');
    await serve(readConfig(process.env));
  });

program
  .command('migrate')
  .description('bring the database to the newest migration')
  .action(async () => {
    const { migrate } = await import('./commands/migrate.ts');
    await migrate(readConfig(process.env));
  });

program
  .command('import')
  .description('bring in bundles, or tables with a mapping; importing one again changes nothing')
  .argument('<files...>', 'bundles in the project’s own format (docs/bundle.md), or tables (docs/import.md)')
  .addOption(
    new Option('--format <format>', 'what the files are')
      .choices(['bundle', 'csv', 'json', 'jsonl'])
      .default('bundle'),
  )
  .option('--mapping <file>', 'what the columns of a table mean')
  .option('--dry-run', 'say what would be added, and write nothing')
  .option('--skip-faulty', 'leave rows with faults out instead of importing nothing')
  .action(async (files: string[], options: ImportOptions) => {
    const { importFiles } = await import('./commands/import.ts');
    await importFiles(readConfig(process.env), files, options);
  });

program
  .command('openapi')
  .description('print the API description (YAML)')
  .action(async () => {
    const { printOpenapi } = await import('./commands/openapi.ts');
    await printOpenapi();
  });

const keys = program.command('keys').description('say who may write');

keys
  .command('create')
  .description('make a key; its secret is shown this once')
  .requiredOption('--actor <name>', 'the person or tool that calls with it')
  .addOption(
    new Option('--role <role>', 'what it may do')
      .choices(['reader', 'reporter', 'editor', 'admin'])
      .makeOptionMandatory(),
  )
  .action(async (options: { actor: string; role: 'reader' | 'reporter' | 'editor' | 'admin' }) => {
    const { createKeyCommand } = await import('./commands/keys.ts');
    await createKeyCommand(readConfig(process.env), options);
  });

keys
  .command('list')
  .description('who has a key, and when it was last used')
  .action(async () => {
    const { listKeysCommand } = await import('./commands/keys.ts');
    await listKeysCommand(readConfig(process.env));
  });

keys
  .command('revoke')
  .description('end a key at once')
  .argument('<id>', 'as `keys list` shows it')
  .action(async (id: string) => {
    const { revokeKeyCommand } = await import('./commands/keys.ts');
    await revokeKeyCommand(readConfig(process.env), id);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const expected =
      error instanceof ConfigError || (error instanceof Error && error.name === 'CommandError');
    const message = isBusy(error)
      ? 'The database is busy or cannot be reached; try again.'
      : String(error instanceof Error ? error.message : error);
    console.error(message);
    if (!expected && error instanceof Error && process.env.ONRECORD_LOG_LEVEL === 'debug')
      console.error(error.stack);
    process.exitCode = 1;
  }
}
