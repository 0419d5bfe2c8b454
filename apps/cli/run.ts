// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import type { Command, Given } from './command.ts';
import { commands } from './commands.ts';
import { EXIT, faultText, Unusable, Unwritable, unusable } from './failure.ts';
import { commandHelp, help } from './help.ts';
import { endProgress } from './inputs.ts';
import type { Terminal } from './terminal.ts';

/** Runs one command line to its end; the exit code. Results go out only when all of them are known. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    endProgress(terminal);
    if (error instanceof Unusable) {
      terminal.err(faultText(error.faults));
      return EXIT.unusable;
    }
    if (error instanceof Unwritable) {
      terminal.err(`${error.message}\n`);
      return EXIT.unwritable;
    }
    const detail = error instanceof Error && process.env['BEICHEN_DEBUG'] !== undefined ? error.stack : String(error);
    terminal.err(
      `这是程序的错误，不是您的输入有问题，请报告 / a fault of the program, not of your input; please report it: ${detail}\n`,
    );
    return EXIT.bug;
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    terminal.out(help(commands));
    return first === undefined ? EXIT.unusable : EXIT.done;
  }
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => args[at] === word));
  if (command === undefined) throw commandLine(`没有“${first}”这个命令`, `there is no command "${first}"`);
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(commandHelp(command));
    return EXIT.done;
  }
  const given = parse(command, rest);
  const language = given.options['lang'];
  return await command.run(given, language === 'zh' || language === 'en' ? { ...terminal, language } : terminal);
}

function parse(command: Command, args: readonly string[]): Given {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      { type: value === undefined ? 'boolean' : 'string' } as const,
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw commandLine('命令行有误', (error as Error).message.split('\n')[0] ?? '');
  }
  const { values, positionals } = parsed;
  if (positionals.length !== command.files.length)
    throw commandLine(
      `要给出${command.files.length}个文件：${command.files.join(' ')}`,
      `${command.files.length} file(s) expected: ${command.files.join(' ')}`,
    );
  const wanting = Object.entries(command.options).filter(
    ([name, { needed }]) => needed === true && values[name] === undefined,
  );
  if (wanting.length > 0) {
    const list = wanting.map(([name, { value }]) => `--${name} ${value}`).join(' ');
    throw commandLine(`缺少 ${list}`, `missing: ${list}`);
  }
  for (const [name, { value }] of Object.entries(command.options))
    if (value?.includes('|') === true && values[name] !== undefined && !value.split('|').includes(String(values[name])))
      throw commandLine(`--${name}只能是${value}`, `--${name} is one of ${value}`);
  return { files: positionals, options: values as Given['options'] };
}

function commandLine(zh: string, en: string): Unusable {
  return unusable('beichen', 'command-line', {
    what: { zh, en },
    mend: { zh: '运行 beichen --help 看用法', en: 'run beichen --help' },
  });
}
