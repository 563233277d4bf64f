import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface RealServer {
  /** Such as `http://127.0.0.1:40123`. */
  url: string;
  /** The one-time link that it printed. */
  signInLink: string;
  dataFolder: string;
  stop(): Promise<void>;
}

const repository = path.resolve(import.meta.dirname, '../../..');

/** Starts `labelsmith demo` with an empty data folder on a free port, and waits for the printed link. */
export async function startServer(): Promise<RealServer> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'labelsmith-e2e-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const program = process.env.LABELSMITH ?? path.join(repository, 'labelsmith');
  const child = spawn(program, ['demo', '--data', dataFolder, '--urls', url], {
    cwd: repository,
    detached: true, // its own group, so that the worker ends with it
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.pid) process.kill(-child.pid, signal);
  };
  const killNow = () => kill('SIGKILL');
  process.once('exit', killNow); // also where the tests are ended from outside
  const signInLink = await printedLink(child, url);
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    process.off('exit', killNow);
    if (child.exitCode === null) {
      kill('SIGTERM');
      const late = setTimeout(killNow, 15_000);
      await ended;
      clearTimeout(late);
    }
    await rm(dataFolder, { recursive: true, force: true });
  };
  return { url, signInLink, dataFolder, stop };
}

function printedLink(child: ChildProcess, url: string): Promise<string> {
  let output = '';
  return new Promise((done, fail) => {
    // the first start builds what is missing
    const late = setTimeout(() => fail(new Error(`No sign-in link within 5 minutes:\n${output}`)), 300_000);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (process.env.E2E_LOG) process.stderr.write(chunk);
      const link = new RegExp(`${url}/sign-in\\?token=[^\\s"']+`).exec(output)?.[0];
      if (!link) return;
      clearTimeout(late);
      done(link);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(new Error(`The server ended with ${code} before it was ready:\n${output}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
