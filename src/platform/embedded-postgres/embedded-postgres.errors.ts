/** Another live process serves this data directory. */
export class DataDirectoryInUseError extends Error {
  constructor(
    readonly dataDirectory: string,
    readonly pid: number,
  ) {
    super(
      `数据目录 ${dataDirectory} 正由进程 ${pid} 使用，本次启动已停止。` +
        `请先停止该进程，或用环境变量 DATA_DIR 另指一个目录。\n` +
        `The data directory ${dataDirectory} is in use by process ${pid}. ` +
        `Stop that process first, or set DATA_DIR to another directory.`,
    );
    this.name = 'DataDirectoryInUseError';
  }
}

/** The embedded PostgreSQL cannot run here; the message says what to do, in Chinese and English. */
export class PostgresStartError extends Error {
  constructor(chinese: string, english: string, details = '') {
    super([chinese, english, details.trim()].filter((line) => line !== '').join('\n'));
    this.name = 'PostgresStartError';
  }
}
