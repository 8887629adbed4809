// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// See docs/diagnostics/fork-ordered-output.md
#include <cstdio>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <vector>
struct Hex { int x; };
std::ostream &operator<<(std::ostream &out, Hex h) { return out << std::hex << h.x; }
void log_it(int x) { std::cout << x; }
void to_file(std::ofstream &out, int x) { out << x; }
void run(const std::vector<int> &a, std::ofstream &file, FILE *f) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'std::cout' cannot be put in order: how it is formatted depends on earlier iterations; use manipulators in every iteration or before the loop [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) if (x) std::cout << std::hex << x;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'std::cout' cannot be put in order: how it is formatted depends on earlier iterations; use manipulators in every iteration or before the loop [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) { std::cout.precision(x); std::cout << 0.1; }
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'std::cout' cannot be put in order: it is formatted in another way by each iteration [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) std::cout << std::setprecision(x) << 0.1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'std::cout' cannot be put in order: 'operator<<' changes how it is formatted, and does not restore it [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) std::cout << Hex{x};
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'std::cout' cannot be put in order: 'setw' formats what a later statement prints; write both in one [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) { std::cout << std::setw(x); std::cout << x; }
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'file' cannot be put in order: 'to_file' takes a stream of a type of its own, not any std::ostream [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) to_file(file, x);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'file' cannot be put in order: 'tellp' needs the stream itself [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) file << x << file.tellp();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'file' cannot be put in order: its state is asked for [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) if (!(file << x)) throw 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'f' cannot be put in order: 'fseek' does more than print [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) { fseek(f, x, SEEK_SET); fprintf(f, "%d", x); }
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the output to 'std::cout' cannot be put in order: a function that the loop calls prints to it; give the stream to that function [fork-ordered-output]
  [[fork::parallel, fork::ordered]] for (int x : a) log_it(x);
}
