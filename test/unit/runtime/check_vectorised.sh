#!/bin/sh
# usage: check_vectorised.sh COMPILER SOURCE INCLUDE_DIRECTORY
# The loop body must be vectorised through for_loop(): packed multiplications in the assembly.
set -e
[ "$(uname -m)" = x86_64 ] || { echo "only checked on x86-64"; exit 0; }
"$1" -std=c++20 -O3 -I "$3" -S "$2" -o - | grep -Eq 'v?mulps|v?fmadd[0-9]*ps' || { echo "$2: not vectorised"; exit 1; }
