#!/usr/bin/env bash
# All checks. The last line is "N passed, N failed", with ", N skipped" where some were.
set -u
cd "$(dirname "$0")/.."

passed=0 failed=0 skipped=0
logs=build-check/logs
mkdir -p "$logs"
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
export ASAN_OPTIONS=detect_leaks=1

# step NAME COMMAND...: one check; what it printed is shown where it failed.
step() {
    local name=$1
    shift
    if "$@" > "$logs/step.log" 2>&1; then
        echo "ok      $name"
        passed=$((passed + 1))
    else
        echo "FAILED  $name"
        sed 's/^/        /' "$logs/step.log" | tail -n 60
        failed=$((failed + 1))
        return 1
    fi
}

# build NAME COMPILER [OPTION...]: compiles everything.
build() {
    local dir=build-check/$1 compiler=$2
    shift 2
    if [ ! -f "$dir/build.ninja" ]; then
        CC=$compiler meson setup "$dir" "$@" || { rm -rf "$dir"; return 1; }
    fi
    ninja -C "$dir" --quiet
}

# run_tests NAME: all tests of a build, each counted by itself.
run_tests() {
    local dir=build-check/$1 counts
    rm -f "$dir"/meson-logs/testlog.junit.xml
    meson test -C "$dir" --no-rebuild --quiet --print-errorlogs 2>&1 | tail -n 100
    if ! counts=$(python3 tools/count_tests.py "$dir/meson-logs/testlog.junit.xml"); then
        echo "FAILED  tests, $1 build: no results"
        failed=$((failed + 1))
        return
    fi
    local good bad left
    read -r good bad left <<< "$counts"
    echo "$([ "$bad" = 0 ] && echo 'ok    ' || echo FAILED)  tests, $1 build: $good passed, $bad failed, $left skipped"
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
}

header_alone() {
    local mode header
    for mode in "gcc c c11" "gcc c c17" "gcc c c2x" "clang c c11" "clang c++ c++11" "clang c++ c++17"; do
        read -r compiler language standard <<< "$mode"
        for header in include/stemma/*.h; do
            echo "#include <stemma/$(basename "$header")>" |
                "$compiler" -x "$language" "-std=$standard" -pedantic-errors -Wall -Wextra \
                    -Werror -fsyntax-only -Iinclude - || return 1
        done
    done
}

formatted() {
    find include src tests tools fuzz -name '*.[ch]' -print0 |
        xargs -0 clang-format --dry-run -Werror
}

# A program of somebody else's, built with nothing but what is installed.
installed() {
    local where=$PWD/build-check/installed libraries
    meson install -C build-check/gcc --quiet || return 1
    libraries=$(dirname "$(find "$where" -name libstemma.so)")
    export PKG_CONFIG_PATH=$libraries/pkgconfig
    gcc -std=c11 -Wall -Werror tests/run/program.c $(pkg-config --cflags --libs stemma) \
        -o build-check/program || return 1
    LD_LIBRARY_PATH=$libraries build-check/program | diff - tests/run/program.expected
}

man_pages() {
    local page
    for page in man/*.1; do
        mandoc -T lint -W warning "$page" || return 1
    done
}

step "layers, sizes, places of the system's headers" python3 tools/layers.py
step "public headers by themselves, C and C++" header_alone
step "format" formatted
step "man pages" man_pages
step "shell scripts parse" bash -n tools/*.sh completions/stemma.bash .ci/run
if step "build, gcc" build gcc gcc -Dwerror=true --prefix "$PWD/build-check/installed"; then
    run_tests gcc
    step "installed library and header" installed
fi
# The sanitizers' own code makes gcc see things that are not there: no -Werror.
if step "build, gcc with address and undefined sanitizers" \
    build sanitized gcc -Doptimization=2 -Db_sanitize=address,undefined \
    -Db_lundef=false; then
    run_tests sanitized
fi
step "build, clang" build clang clang -Dwerror=true

tail_line="$passed passed, $failed failed"
[ "$skipped" = 0 ] || tail_line="$tail_line, $skipped skipped"
echo
echo "$tail_line"
[ "$failed" = 0 ]
