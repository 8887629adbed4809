#!/bin/sh
# usage: check_refused.sh COMPILER INCLUDE_DIRECTORY SOURCE
# SOURCE must not compile, and the errors must match the extended regular expression in its line "// expected: …".
expected=$(sed -n 's|^// expected: ||p' "$3")
[ -n "$expected" ] || { echo "$3: says nothing of what is expected"; exit 1; }
if errors=$("$1" -std=c++20 -I "$2" -fsyntax-only "$3" 2>&1); then
  echo "$3: compiles"
  exit 1
fi
printf '%s\n' "$errors" | grep error | grep -Eq "$expected" || { printf '%s\n' "$3: not the error expected:" "$errors"; exit 1; }
