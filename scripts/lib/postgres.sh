# A PostgreSQL of the tests' own: a fresh cluster in a temporary folder, on a free port, gone at the end.
# shellcheck shell=bash

postgres_dir=""
postgres_bin=""

# The folder of initdb and pg_ctl of the newest server from version 15 on; nothing where there is none.
postgres_programs() {
  local bin version newest="" best=14
  for bin in /usr/lib/postgresql/*/bin "$(command -v initdb 2>/dev/null | xargs -r readlink -f | xargs -r dirname)"; do
    [ -x "$bin/initdb" ] && [ -x "$bin/pg_ctl" ] || continue
    version=$("$bin/initdb" --version | grep -oE '[0-9]+' | head -n 1)
    [ "$version" -gt "$best" ] && best=$version newest=$bin
  done
  printf '%s' "$newest"
}

# PostgreSQL refuses to run as root: then it runs as the account its package made.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Starts the cluster and tells the tests where it is. Nothing in it outlives the run, so nothing waits for the disk.
start_postgres() {
  local port attempt
  postgres_bin=$(postgres_programs)
  [ -n "$postgres_bin" ] || { say "no PostgreSQL 15 or newer"; return 1; }
  postgres_dir=$(mktemp -d "${TMPDIR:-/tmp}/ansinh-postgres.XXXXXX") || return 1
  [ "$(id -u)" -eq 0 ] && chown postgres "$postgres_dir"
  as_postgres "$postgres_bin/initdb" -D "$postgres_dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
    >"$gates_dir/initdb.log" 2>&1 || { cat "$gates_dir/initdb.log"; return 1; }
  for attempt in 1 2 3; do
    port=$(free_port)
    as_postgres "$postgres_bin/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/log" -w -t 60 -s \
      -o "-p $port -k $postgres_dir -c listen_addresses=127.0.0.1 -c max_connections=300 -c fsync=off \
          -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=256MB" start && break
    [ "$attempt" -eq 3 ] && { cat "$postgres_dir/log"; return 1; }
  done
  export ANSINH_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
  say "PostgreSQL $("$postgres_bin/postgres" --version | grep -oE '[0-9.]+' | head -n 1) on port $port"
}

# Without it the steps that need it fail; the others still run.
begin_postgres() {
  start_postgres && return 0
  unset ANSINH_TEST_POSTGRES
  failed_total=$((failed_total + 1))
  report+=("postgres           FAILED to start")
}

stop_postgres() {
  [ -n "$postgres_dir" ] || return 0
  as_postgres "$postgres_bin/pg_ctl" -D "$postgres_dir/data" -m immediate -s stop >/dev/null 2>&1
  rm -rf "$postgres_dir"
  postgres_dir=""
}
