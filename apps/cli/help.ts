// SPDX-License-Identifier: Apache-2.0
import type { Command } from './command.ts';

const exits = `退出码 / exit codes
  0   完成 / done
  1   method lint 有提醒 / method lint has something to say
  2   输入文件或命令行不能用；错误在标准错误上，标准输出为空 / an input or the command line cannot be used; faults on standard error, nothing on standard output
  3   结果写不出去 / a result could not be written
  70  程序的错误 / a fault of the program
`;

/** What there is, in both languages. */
export function help(commands: readonly Command[]): string {
  const list = commands
    .map((command) => `  ${usage(command)}\n      ${command.words.zh}\n      ${command.words.en}`)
    .join('\n');
  return `北辰 beichen：考核办法的计算与解释 / assessment methods, computed and explained

用法 / usage
${list}

  beichen COMMAND --help   命令的全部选项 / all options of a command

${exits}`;
}

/** One command with its options. */
export function commandHelp(command: Command): string {
  const options = Object.entries(command.options).map(([name, { value, words, needed }]) => {
    const left = `--${name}${value === undefined ? '' : ` ${value}`}`;
    const must = needed === true ? ['（必需）', ' (needed)'] : ['', ''];
    return `  ${left.padEnd(28)}${words.zh}${must[0]}\n${' '.repeat(30)}${words.en}${must[1]}`;
  });
  return `${usage(command)}\n  ${command.words.zh}\n  ${command.words.en}\n\n选项 / options\n${options.join('\n')}\n\n${exits}`;
}

function usage({ name, files, options }: Command): string {
  const needed = Object.entries(options).filter((entry) => entry[1].needed === true);
  return ['beichen', name, ...files, ...needed.map(([option, { value }]) => `--${option} ${value}`), '[…]'].join(' ');
}
