# What ./labelsmith and ./test share: looks for what the machine must have, installs the rest, builds.
# Sourced by bash with `root` set to the repository.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false
PATH="$PATH:/usr/sbin:/sbin" # ldconfig

state="$root/.labelsmith" # stamps and logs of builds; git ignores it
program="$root/src/Labelsmith.Cli/bin/Release/net10.0/labelsmith"

say() { printf 'labelsmith: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# Runs a step, shows only its name unless it fails, and then its end.
step() {
  local title="$1" log="$state/build.log" started=$SECONDS
  shift
  say "$title …"
  if ! "$@" >"$log" 2>&1 </dev/null; then
    tail -n 40 "$log" >&2
    fail "$title failed after $((SECONDS - started)) s; the whole output is in $log."
  fi
}

need_tools() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: install it from https://dot.net and start again."
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "the .NET SDK 10 is missing ($(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ') found): install it from https://dot.net."
  command -v npm >/dev/null && command -v node >/dev/null || fail "Node.js 20.19 or later with npm is missing: install it from https://nodejs.org."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js $(node --version) is too old: 20.19 or later is needed, see https://nodejs.org."
}

# Installs packages of Debian or Ubuntu as root; otherwise says in one sentence what to do.
install_packages() {
  local names="$*"
  command -v apt-get >/dev/null || fail "please install what Debian calls $names, and start again."
  [[ $(id -u) == 0 ]] || fail "$names is missing: run 'sudo apt-get install -y --no-install-recommends $names', and start again."
  step "installing $names" bash -c \
    "export DEBIAN_FRONTEND=noninteractive; apt-get install -y --no-install-recommends $names || { apt-get update && apt-get install -y --no-install-recommends $names; }"
}

need_gtk() {
  [[ $(uname -s) != Linux ]] || [[ $(ldconfig -p) == *libgtk-3.so.0* ]] || install_packages libgtk-3-0 # OpenCV's binding loads it
}

need_ffmpeg() {
  command -v ffmpeg >/dev/null || install_packages ffmpeg # recordings that are not WAV
}

need_chromium() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || install_packages chromium
}

# One number for the content of files, whatever their times: another checkout of the same sources needs no build.
# Takes patterns relative to the repository.
content_of() {
  # shellcheck disable=SC2068 # the patterns are to be expanded, there
  (cd "$root" && find $@ -type d \( -name bin -o -name obj -o -name node_modules -o -name wwwroot -o -name test-results \
    -o -name playwright-report \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

is_built() { [[ -f "$state/$1" && $(<"$state/$1") == "$2" ]]; }

install_web() {
  local lock
  lock=$(content_of web/package-lock.json)
  if ! is_built web-packages "$lock" || [[ ! -d "$root/web/node_modules" ]]; then
    step "fetching the web app's packages (half a minute)" npm --prefix "$root/web" ci
    echo "$lock" >"$state/web-packages"
  fi
}

build_web() {
  local sources
  sources=$(content_of web/src web/public 'web/*.*')
  if ! is_built web "$sources" || [[ ! -f "$root/src/Labelsmith.Server/wwwroot/index.html" ]]; then
    install_web
    step "building the web app (half a minute)" npm --prefix "$root/web" run build
    echo "$sources" >"$state/web"
  fi
}

# The web app first: the program takes it along.
build_program() {
  local sources
  sources="$(content_of src 'eng/*.*' '*.props' global.json) $(<"$state/web")"
  if ! is_built program "$sources" || [[ ! -x "$program" ]]; then
    step "building the program (a minute or two the first time)" \
      dotnet build "$root/src/Labelsmith.Cli" -c Release -m:2 -v quiet --disable-build-servers
    echo "$sources" >"$state/program"
  fi
}

build() {
  need_tools
  need_gtk
  mkdir -p "$state" 2>/dev/null && [[ -w "$state" ]] || fail "cannot write to $root: build it as the user who owns it, then start it as anybody."
  build_web
  build_program
}

# Two terminals that start at once build one after the other.
build_once() {
  mkdir -p "$state" 2>/dev/null || true
  if command -v flock >/dev/null && [[ -w "$state" ]]; then
    exec 9>"$state/lock"
    flock -n 9 || { say "another build is running; waiting for it …"; flock 9; }
    build
    exec 9>&-
  else
    build
  fi
}
