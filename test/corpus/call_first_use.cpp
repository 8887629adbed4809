// RUN: %check_run %s
// The value is first needed inside something: conditions, branches, loops, switches, lambdas, other calls.
#include <cstdio>
#include <string>
#include <vector>

int f(int x) { return x * 3 + 1; }

int in_condition(int n) {
  [[fork::parallel]] int r = f(n);
  if (r > 10)
    return 1;
  return r == 10 ? 0 : -1;
}

int in_one_branch(int n) {
  [[fork::parallel]] int r = f(n);
  int result = 0;
  if (n % 2)
    result = r;
  else if (n % 3)
    result = 1000;
  else
    result = -r;
  return result + (n > 5 && r > 5 ? r : 0);
}

int in_loop(int n) {
  [[fork::parallel]] int r = f(n);
  int sum = 0;
  for (int i = 0; i < 5; ++i)
    if (i > 2)
      sum += r * i;
  return sum;
}

int in_header(int n) {
  [[fork::parallel]] int from = f(n);
  [[fork::parallel]] int to = f(n + 3);
  int sum = 0;
  for (int i = from; i < to; ++i)
    sum += i;
  while (from < to)
    from += 2;
  do
    --to;
  while (to > from);
  return sum * 100 + from + to;
}

int in_switch(int n) {
  [[fork::parallel]] int r = f(n);
  switch (r % 3) {
  case 0:
    return 0;
  case 1:
    r += 5;
    break;
  default:
    return 2;
  }
  return r;
}

int in_lambda(int n) {
  [[fork::parallel]] int r = f(n);
  [[fork::parallel]] int s = f(n + 1);
  [[fork::parallel]] const int t = f(n + 2);
  auto by_reference = [&] { return r + 1; };
  auto by_value = [s] { return s + 1; };
  auto with_initialiser = [u = t * 2](int x) { return u + x; };
  auto all = [=] { return r + s + t; };
  return by_reference() + by_value() + with_initialiser(3) + all();
}

int in_expressions(int n) {
  [[fork::parallel]] int r = f(n);
  [[fork::parallel]] unsigned s = static_cast<unsigned>(f(n));
  int values[] = {r, r + 1, -r};
  std::vector<int> v{r, r};
  const std::string text = std::to_string(r) + std::string(s, '.');
  int *p = &r;
  *p += 1;
  ++r;
  r++;
  r = r + f(r);
  return values[2] + v[1] + static_cast<int>(text.size()) + r + *p + (r ? 1 : 2) + static_cast<int>(sizeof r) +
         !r + ~r + f(f(r));
}

int main() {
  for (int n = 0; n < 7; ++n)
    std::printf("%d %d %d %d %d %d %d\n", in_condition(n), in_one_branch(n), in_loop(n), in_header(n), in_switch(n),
                in_lambda(n), in_expressions(n));
}
