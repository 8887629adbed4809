// RUN: %check_run %s
// Comments and line breaks in every odd place, and every spelling of the attribute.
#include <cstdio>
#include <vector>

int f(int x) { return 3 * x; }

int main() {
  std::vector<int> v(16);
  int sum = 0;
  [[fork::parallel]]
  for (std::size_t i = 0; i < v.size(); ++i)
    v[i] = static_cast<int>(i);

  [[fork::parallel]] /* why */ for /* here */ (/* from */ int i = 0; /* to */ i < 16; /* by */ ++i /* done */) // body
    /* before */ v[static_cast<std::size_t>(i)] += 1; // after

  [[ fork :: parallel ]] for (int
      i
      =
      0; // the start
      i
      <  // the bound, with a ) and a ; in the comment
      16;
      ++
      i
      )
  {
    // for (int i = 0; i < 16; ++i) is only a comment
    v[static_cast<std::size_t>(i)] *= 2; /* and "this" too */
  }

  [[using fork: parallel]] for (int &x : v) x -= 1;

  [[fork::parallel]] for (const char *text : {"a;b", "for (;;)", "/* no */", "\"})", R"x(raw ")")x"})
    if (text[0] == '"') { sum += 100; }

  [[fork::parallel]] for (int x :
                          v) // sum them up
  {
    sum +=
        x; // x
  }

  [[fork::parallel]]
  // a comment between the attribute and the declaration
  int
      r = // the result
      f(/* argument */ 5) /* call */; // end
  [[fork::parallel]] [[maybe_unused]] const int unused = f(1);
  sum += /* used here */ r /* and nowhere else */;
  for (int x : v) std::printf("%d ", x);
  std::printf("\n%d\n", sum);	// a tab before this comment
}
