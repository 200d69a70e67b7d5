// The program under test: an empty home, a running server, a clean end.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const START_MAX_MS = 120_000;
const LOOK_AGAIN_MS = 50;

/** The path of the built program. scripts/test sets it. */
export const BINARY = required("ANSINH_BIN");

/** "sqlite" or "postgres". */
export const backend = required("ANSINH_TEST_BACKEND");

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests with scripts/test`);
  return value;
}

/** An empty folder and an empty database in it or on the tests' PostgreSQL. */
function emptyHome() {
  const folder = mkdtempSync(join(tmpdir(), "ansinh-browser-"));
  if (backend === "sqlite") {
    return { folder, database: join(folder, "ansinh.sqlite"), leave: () => rmSync(folder, { recursive: true, force: true }) };
  }
  const server = required("ANSINH_TEST_POSTGRES");
  const name = `ansinh_browser_${process.pid}_${Date.now().toString(36)}`;
  const ask = (statement) => execFileSync("psql", [server, "-qX", "-v", "ON_ERROR_STOP=1", "-c", statement], { stdio: "pipe" });
  ask(`CREATE DATABASE ${name} TEMPLATE template0`);
  const leave = () => {
    ask(`DROP DATABASE ${name} WITH (FORCE)`);
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, database: server.replace(/\/[^/]*$/, `/${name}`), leave };
}

/** A port nobody listens on now. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts `ansinh serve` on an empty database and waits until it says it is ready. An option that depends on the address
 * is a function of it.
 */
export function startProgram(...options) {
  return start("serve", ...options);
}

/** Starts `ansinh demo` on an empty database and waits until it serves; `printed` is what it said before, in one object. */
export async function startDemo(...options) {
  const program = await start("demo", "--json", ...options);
  const lines = program.log().split("\n").filter((line) => line.startsWith("{"));
  return Object.assign(program, { printed: Object.assign({}, ...lines.map((line) => JSON.parse(line))) });
}

async function start(command, ...options) {
  const home = emptyHome();
  const address = `127.0.0.1:${await freePort()}`;
  const logPath = join(home.folder, "log.txt");
  const log = openSync(logPath, "a");
  const where = ["--database", home.database, "--keys", join(home.folder, "keys")];
  const said = options.flatMap((option) => (typeof option === "function" ? option(`http://${address}`) : [option]));
  const child = spawn(BINARY, [command, "--listen", address, ...where, ...said], {
    cwd: home.folder,
    stdio: ["ignore", log, log],
  });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
  const readLog = () => readFileSync(logPath, "utf8");
  const origin = `http://${address}`;
  await waitUntilReady(origin, child, readLog);
  return {
    origin,
    log: readLog,
    /** Where it keeps its data, and may be given files. */
    folder: home.folder,
    /** The link it prints while nobody is there yet. */
    firstRunLink: () => readLog().match(/http\S+\/first-run\?code=\S+/)[0],
    /** Asks it to end, as an operator does; answers how it ended. */
    async stop() {
      child.kill("SIGTERM");
      const how = await ended;
      home.leave();
      return how;
    },
  };
}

async function waitUntilReady(origin, child, readLog) {
  const deadline = Date.now() + START_MAX_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}:\n${readLog()}`);
    const ready = await fetch(`${origin}/readyz`).then((answer) => answer.ok, () => false);
    if (ready) return;
    if (Date.now() > deadline) throw new Error(`the program is not ready after ${START_MAX_MS} ms:\n${readLog()}`);
    await pause(LOOK_AGAIN_MS);
  }
}
