# Shared by scripts/demo and scripts/test: what is going on, what is installed, what is built.
set -euo pipefail
export LC_ALL=C

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc)

packages=(
  clang-22 llvm-22-dev libclang-22-dev llvm-22-tools libclang-rt-22-dev libisl-dev # the tool
  cmake ninja-build g++ python3 libdw-dev                                          # to build and run
  libgtest-dev libgmock-dev clang-tools-22 clang-format-22                         # the tests
  make patch git pkg-config dpkg-dev file procps man-db mkdocs gdb ccache meson
  libgd-dev mate-backgrounds                                                       # the example
)

current_step="starting"
step() {
  current_step=$1
  printf '\n== %s\n' "$1"
}
fail() {
  echo "$1" >&2
  exit 1
}
report_failure() {
  local status=$?
  [ $status = 0 ] || printf '\n%s FAILED at the step "%s"\n' "$(basename "$0")" "$current_step" >&2
}
trap report_failure EXIT

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

install_packages() {
  step "Looking for the Debian packages that are needed"
  local package missing=()
  for package in "${packages[@]}"; do
    dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
      missing+=("$package")
  done
  if [ ${#missing[@]} = 0 ]; then
    echo "all ${#packages[@]} are installed"
    return
  fi
  step "Installing ${missing[*]} (a few minutes the first time)"
  local log
  log=$(mktemp)
  if ! { as_root apt-get update -qq &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}"; } \
    >"$log" 2>&1; then
    cat "$log"
    fail "apt-get could not install them"
  fi
  rm "$log"
}

# build PRESET [TARGET...]: in build/PRESET.
build() {
  local preset=$1
  shift
  step "Building the preset $preset in build/$preset"
  (cd "$root" && cmake --preset "$preset" -Wno-dev --log-level=WARNING >/dev/null &&
    cmake --build --preset "$preset" --parallel "$jobs" ${1:+--target "$@"})
}
