# Steps: run one, show it, keep its log, count what passed and failed in it.
# shellcheck shell=bash

gates_dir="target/gates"
mkdir -p "$gates_dir"
passed_total=0
failed_total=0
skipped_total=0
child=""
report=()
checks=1

# A step that cannot be checked on this machine ends with this code: it counts as skipped, never as passed.
UNCHECKED=86

say() { printf '%s\n' "$@"; }

# Whether the step was asked for; without names on the command line all are. Tools come with any step.
is_wanted() {
  [ "${#wanted[@]}" -eq 0 ] && return 0
  [ "$1" = tools ] && return 0
  local name
  for name in "${wanted[@]}"; do [ "$name" = "$1" ] && return 0; done
  return 1
}

# step NAME COMMAND…: runs the command in a process group of its own, so that an interrupt ends all of it.
step() {
  local name=$1 log="$gates_dir/$1.log" began=$SECONDS code
  shift
  is_wanted "$name" || return 0
  say "" "== $name"
  set -m
  { "$@" 2>&1; echo $? >"$log.code"; } | tee "$log" &
  child=$!
  set +m
  wait "$child"
  child=""
  code=$(cat "$log.code" 2>/dev/null || echo 1)
  rm -f "$log.code"
  count_step "$name" "$log" "$code" $((SECONDS - began))
}

# Reads the closing lines of the test runners; a step that runs no tests is one check of its own.
count_step() {
  local name=$1 log=$2 code=$3 seconds=$4 passed failed word
  read -r passed failed < <(count_runner_lines "$log")
  if [ "$code" -eq "$UNCHECKED" ]; then
    skipped_total=$((skipped_total + 1)) word="NOT CHECKED"
  elif [ "$code" -eq 0 ]; then
    [ "$passed" -eq 0 ] && passed=$checks
    word=passed
  else
    [ "$failed" -eq 0 ] && failed=1
    word=FAILED
  fi
  passed_total=$((passed_total + passed)) failed_total=$((failed_total + failed))
  report+=("$(printf '%-18s %-12s %5d passed %4d failed %5d s' "$name" "$word" "$passed" "$failed" "$seconds")")
  say "-- $name: $word in $seconds s"
}

# Runs a step that makes something ready for the others.
prepare() {
  checks=0
  step "$@"
  checks=1
}

# Prints "PASSED FAILED" over the closing lines of nextest, cargo test and node's runner in a log.
count_runner_lines() {
  awk '
    /^ *Summary \[/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^tests?$/ && $(i + 1) ~ /^run:/) run += $(i - 1)
        if ($i ~ /^passed/) passed_here = $(i - 1)
      }
      passed += passed_here; nextest_passed += passed_here
    }
    /^test result: / { passed += $4; for (i = 1; i <= NF; i++) if ($i ~ /^failed;/) failed += $(i - 1) }
    /^ℹ pass [0-9]+/ { passed += $3 }
    /^ℹ (fail|cancelled) [0-9]+/ { failed += $3 }
    END { failed += run - nextest_passed; printf "%d %d\n", passed, failed }
  ' "$1"
}

# The table of steps, then the one line of totals; the exit code says the same.
totals() {
  local line
  say "" "== totals"
  for line in "${report[@]}"; do say "$line"; done
  say "all steps in $SECONDS s"
  stop_everything
  trap - EXIT
  local skipped=""
  [ "$skipped_total" -gt 0 ] && skipped=", $skipped_total skipped"
  say "" "$passed_total passed, $failed_total failed$skipped"
  [ "$failed_total" -eq 0 ] && [ "$passed_total" -gt 0 ]
  exit $?
}

stop_everything() {
  [ -n "$child" ] && kill -- "-$child" 2>/dev/null
  child=""
  stop_postgres
}

interrupted() {
  stop_everything
  trap - EXIT
  say "" "interrupted"
  exit 130
}

trap stop_everything EXIT
trap interrupted INT TERM HUP
