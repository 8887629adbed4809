// RUN: %check_run %s
// The reductions * & | ^ && ||.
#include <cstdio>

bool divides(int d, int n) { return n % d == 0; }

int main() {
  unsigned product = 3;
  [[fork::parallel]] for (unsigned i = 1; i < 40; i += 2) product *= i;
  unsigned spelled = 5;
  [[fork::parallel]] for (unsigned i = 1; i < 20; i += 2) spelled = spelled * i;

  unsigned ands = 0xffffffffu, ors = 1, xors = 9;
  [[fork::parallel]] for (unsigned i = 0; i < 30; ++i) ands &= ~(1u << i) | 0x00f0000fu;
  [[fork::parallel]] for (unsigned i = 0; i < 30; i += 3) ors |= 1u << i;
  [[fork::parallel]] for (unsigned i = 0; i < 1000; ++i) xors ^= i * 2654435761u;
  unsigned long ands2 = ~0ul, ors2 = 0, xors2 = 0;
  [[fork::parallel]] for (unsigned long i = 0; i < 64; i += 5) ands2 = ands2 & ~(1ul << i);
  [[fork::parallel]] for (unsigned long i = 0; i < 64; i += 7) ors2 = ors2 | 1ul << i;
  [[fork::parallel]] for (unsigned long i = 0; i < 500; ++i) xors2 = xors2 ^ (i * i);
  std::printf("%u %u\n%x %x %x\n%lx %lx %lx\n", product, spelled, ands, ors, xors, ands2, ors2, xors2);

  bool all = true, any = false, none = true, all_of_none = true;
  [[fork::parallel]] for (int i = 1; i < 50; ++i) all = all && divides(1, i);
  [[fork::parallel]] for (int i = 1; i < 50; ++i) any = any || divides(49, i);
  [[fork::parallel]] for (int i = 1; i < 50; ++i) none = none && !divides(51, i);
  [[fork::parallel]] for (int i = 1; i < 1; ++i) all_of_none = all_of_none && false;
  bool even = true, odd = false;
  [[fork::parallel]] for (int i = 0; i < 50; i += 2) even &= i % 2 == 0;
  [[fork::parallel]] for (int i = 0; i < 50; i += 2) odd |= i % 2 == 1;
  std::printf("%d %d %d %d %d %d\n", all, any, none, all_of_none, even, odd);
}
