# What bench/accuracy, bench/semi-supervised and bench/selection share: builds the program and the benchmarks, and starts one of these.
# Sourced by bash; then: run_rows BENCH ARGUMENTS…
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../eng/setup.sh
source "$root/eng/setup.sh"

run_rows() {
  local bench="$1"
  shift
  build_once
  step "building the benchmarks" dotnet build "$root/bench/Labelsmith.Bench" -c Release -m:2 -v quiet --disable-build-servers
  export LABELSMITH_PROGRAM="$program" LABELSMITH_DATA="${LABELSMITH_DATA:-$root/../shared/data}"
  LABELSMITH_COMMIT=$(git -C "$root" describe --always --dirty --exclude '*')
  export LABELSMITH_COMMIT
  exec "$root/bench/Labelsmith.Bench/bin/Release/net10.0/Labelsmith.Bench" "$bench" "$root/bench/$bench.jsonl" "$@"
}
