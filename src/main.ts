/** The command line. `onrecord --help` says what there is; exit codes: 0 done, 1 failed, 2 misused. */
import { readFileSync } from 'node:fs';
import { constants, getPriority, setPriority } from 'node:os';
import { Command, CommanderError, Option } from 'commander';
import type { ImportOptions } from './commands/import.ts';
import { ConfigError, readConfig } from './config.ts';
import { isBusy } from './db/errors.ts';
import type { Role } from './http/tables.ts';

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
  onrecord verify --checkpoint kept.txt                       check that history was not rewritten
  onrecord backup record-2026-01-15.db                        copy the record while the server goes on

Settings come from the environment; ONRECORD_DATABASE_URL says where the record is
(file:./data/onrecord.db when it says nothing). docs/settings.md lists them all.

Exit codes: 0 done, 1 failed, 2 misused.`,
  )
  .exitOverride();

// Whoever asks a server beside a command waits for an answer; the command can wait.
const PATIENT = constants.priority.PRIORITY_BELOW_NORMAL;
program.hook('preAction', (_, command) => {
  if (command.name() !== 'serve' && getPriority() < PATIENT) setPriority(PATIENT);
});

program
  .command('serve')
  .description('start the server; migrates first, and seeds an empty database')
  .action(async () => {
    const config = readConfig(process.env);
    const { serve } = await import('./commands/serve.ts');
    await serve(config);
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
  .argument(
    '<files...>',
    'bundles in the project’s own format (docs/bundle.md), tables or ClaimReviews (docs/import.md), or the folder of an export (docs/export.md)',
  )
  .addOption(
    new Option('--format <format>', 'what the files are')
      .choices(['bundle', 'claimreview', 'csv', 'json', 'jsonl'])
      .default('bundle'),
  )
  .option('--mapping <file>', 'what the columns of a table mean')
  .option('--guess', 'import nothing, and print a mapping that may fit the columns of a table')
  .option('--publish', 'make reviews of others public at once (claimreview); drafts without it')
  .option('--dry-run', 'say what would be added, and write nothing')
  .option('--allow-duplicates', 'add what is there already once more instead of refusing it')
  .option('--skip-faulty', 'leave rows with faults out instead of importing nothing')
  .action(async (files: string[], options: ImportOptions) => {
    const { importFiles } = await import('./commands/import.ts');
    await importFiles(readConfig(process.env), files, options);
  });

program
  .command('verify')
  .description('check that nothing public was edited, removed, reordered or cut (docs/verify.md)')
  .argument('[folder]', 'an export, instead of the database')
  .option('--checkpoint <file>', 'a signed checkpoint that was kept elsewhere')
  .option('--ledger <file>', 'a signed note on the ledger that was kept elsewhere')
  .option('--key <key>', 'the public key you know: itself, or a file that holds it')
  .option('--url <url>', 'verify a running server instead of the database')
  .action(
    async (
      folder: string | undefined,
      options: { checkpoint?: string; ledger?: string; key?: string; url?: string },
    ) => {
      const { verify } = await import('./commands/verify.ts');
      process.exitCode = await verify(readConfig(process.env), { ...options, folder });
    },
  );

program
  .command('export')
  .description('write the whole public record into a folder, as JSON Lines (docs/export.md)')
  .argument('<folder>', 'where to; nothing is overwritten')
  .action(async (folder: string) => {
    const { exportRecord } = await import('./commands/exchange.ts');
    await exportRecord(readConfig(process.env), folder);
  });

program
  .command('copy')
  .description('copy a whole database to another, of either engine, and compare (docs/export.md)')
  .argument('<from>', 'file:PATH or postgres://…')
  .argument('<to>', 'the same: a new one, or one that a copy broke off in')
  .action(async (from: string, to: string) => {
    const { copy } = await import('./commands/copy.ts');
    await copy(from, to);
  });

program
  .command('pull')
  .description(
    'mirror the public claims of another Onrecord as theirs: what is new since the last time (docs/export.md)',
  )
  .argument('<url>', 'its address')
  .option('--key <key>', 'the public key by which its log is signed, where you know it')
  .action(async (url: string, options: { key?: string }) => {
    const { pullCommand } = await import('./commands/pull.ts');
    await pullCommand(readConfig(process.env), url, options);
  });

program
  .command('backup')
  .description('copy the record to a new file while the server goes on (SQLite; docs/backups.md)')
  .argument('<file>', 'where to; nothing is overwritten')
  .action(async (file: string) => {
    const { backup } = await import('./commands/backup.ts');
    await backup(readConfig(process.env), file);
  });

program
  .command('restore')
  .description('put a backup in place, once it is verified; nothing is overwritten (SQLite)')
  .argument('<file>', 'a backup')
  .option('--without-sum', 'take a file that does not end in its sum, such as a copy of the database')
  .action(async (file: string, options: { withoutSum?: boolean }) => {
    const { restore } = await import('./commands/backup.ts');
    await restore(readConfig(process.env), file, options);
  });

program
  .command('openapi')
  .description('print the API description (YAML), or write it to files')
  .argument('[files...]', 'where to write it; as JSON where a name ends in .json')
  .action(async (files: string[]) => {
    const { openapiCommand } = await import('./commands/openapi.ts');
    await openapiCommand(files);
  });

program
  .command('bundle-schema')
  .description('print the JSON Schema of bundles, or write it to a file')
  .argument('[file]', 'where to write it')
  .action(async (file: string | undefined) => {
    const { bundleSchemaCommand } = await import('./commands/bundle-schema.ts');
    bundleSchemaCommand(file);
  });

program
  .command('deadlines')
  .description('print the page of deadline conventions (Markdown), or why a phrase is read as it is')
  .option('--why <phrase>', 'the words to read')
  .option('--on <date>', 'the day they were said, YYYY-MM-DD (default: today)')
  .option('--language <tag>', 'their language', 'en')
  .action(async ({ why, on, language }: { why?: string; on?: string; language: string }) => {
    if (why !== undefined) {
      const { printWhy } = await import('./commands/deadlines-why.ts');
      printWhy(why, on ?? new Date().toISOString().slice(0, 10), language);
      return;
    }
    const { printDeadlinesPage } = await import('./commands/deadlines-page.ts');
    printDeadlinesPage();
  });

const keys = program
  .command('keys')
  .description('say who may write: create, list and revoke keys')
  .addHelpText(
    'after',
    `
Roles, each with what those before it may do:
  sheets    read spreadsheets, where that takes a key; may stand in their addresses
  reader    read, where the newsroom keeps even published things to itself
  reporter  see drafts; write claims, quotes, speakers, sources; propose verdicts and outcomes
  editor    publish, reject, correct, withdraw
  admin     keys and rating scales

Examples:
  onrecord keys create --actor "City desk" --role editor
  onrecord keys list
  onrecord keys revoke key_01k9…`,
  );

keys
  .command('create')
  .description('make a key; its secret is shown this once')
  .requiredOption('--actor <name>', 'the person or tool that calls with it')
  .addOption(
    new Option('--role <role>', 'what it may do')
      .choices(['sheets', 'reader', 'reporter', 'editor', 'admin'])
      .makeOptionMandatory(),
  )
  .option('--expires-on <day>', 'the last day on which it works; without it, until it is revoked')
  .action(async (options: { actor: string; role: Role; expiresOn?: string }) => {
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
