# The steps that are more than one command.
# shellcheck shell=bash

check_dependencies() {
  cargo deny --locked check --hide-inclusion-graph bans licenses sources
}

# The database of known faults lies on the network; a machine without a way to it says so and counts it as skipped.
check_advisories() {
  if ! timeout 120 cargo deny --locked fetch db >"$gates_dir/advisories-fetch.log" 2>&1; then
    say "the advisory database cannot be reached from here: known faults of dependencies were NOT checked"
    return "$UNCHECKED"
  fi
  cargo deny --locked check --disable-fetch advisories
}

# Whether the unit lists in the repository are what their script makes of the two packages they come from.
check_units() {
  python3 scripts/units --check >"$gates_dir/units-check.log" 2>&1 && return 0
  cat "$gates_dir/units-check.log"
  grep -qE 'No matching distribution|connection error|Failed to establish' "$gates_dir/units-check.log" || return 1
  say "the packages of the unit lists cannot be fetched from here: NOT checked"
  return "$UNCHECKED"
}

check_documentation() {
  RUSTDOCFLAGS="-D warnings" cargo doc --workspace --locked --no-deps --document-private-items
}

# The stories of tests/browser in Debian's Chromium, against the program just built.
browser_tests() {
  ANSINH_BIN="$PWD/target/debug/ansinh" ANSINH_TEST_BACKEND="$1" SCREENSHOTS="$PWD/target/screenshots/$1" \
    node --test --test-reporter=spec --test-concurrency=1 --test-timeout=900000 tests/browser/stories/*.test.mjs
}

# Every call of the API's own description, by schemathesis.
check_api() {
  ANSINH_BIN="$PWD/target/debug/ansinh" "$python_dir/bin/python" tests/api/check.py
}
