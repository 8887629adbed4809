// RUN: %check_loops %s
// Two names for one memory, which the function around the loop makes so.
#include <array>
#include <functional>
#include <memory>
#include <span>
#include <tuple>
#include <utility>
#include <vector>
struct Held { double *data; explicit Held(double *d) : data(d) {} };
struct HeldLate { double *data; int shift; HeldLate(double *d, int s) { data = d; shift = s; } double &at(int i) const { return data[i + shift]; } };
struct TwoViews { double *x, *y; };
struct ByReference { double &value; std::vector<double> &all; };
struct Base { double *data = nullptr; };
struct Derived : Base { explicit Derived(double *d) { data = d; } };
struct Setter { double *data = nullptr; void use(double *d) { data = d; } };
static Held make_held(double *d) { return Held(d); }
static double *pick(double *x, double *y, bool first) { return first ? x : y; }
static void point_at(double **where, double *what) { *where = what; }

// dependent, not proven
void held_by_a_struct(double *a, double *, int *, int n) {
  Held h(a);
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = h.data[i - 1];
}
// independent, not proven
void held_by_a_struct_own_element(double *a, double *, int *, int n) {
  Held h(a);
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = h.data[i] + 1;
}
// independent
void two_structs_apart(double *a, double *b, int *, int n) {
  Held h(a), g(b);
  [[fork::parallel]] for (int i = 1; i < n; ++i) h.data[i] = g.data[i - 1];
}
// dependent, not proven
void two_structs_of_one(double *a, double *, int *, int n) {
  Held h(a), g(a);
  [[fork::parallel]] for (int i = 1; i < n; ++i) h.data[i] = g.data[i - 1];
}
// dependent, not proven
void held_with_a_shift(double *a, double *, int *, int n) {
  HeldLate h(a, 1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) h.at(i) = a[i];
}
// dependent, not proven
void held_by_an_aggregate(double *a, double *, int *, int n) {
  TwoViews v{a, a + 1};
  [[fork::parallel]] for (int i = 0; i < n; ++i) v.x[i] = v.y[i];
}
// independent
void held_by_an_aggregate_apart(double *a, double *b, int *, int n) {
  TwoViews v{a, b};
  [[fork::parallel]] for (int i = 0; i < n; ++i) v.x[i] = v.y[i + 1];
}
// dependent, not proven
void members_assigned_later(double *a, double *, int *, int n) {
  TwoViews v;
  v.x = a;
  v.y = v.x;
  [[fork::parallel]] for (int i = 0; i < n; ++i) v.x[i] = v.y[i + 1];
}
// dependent, not proven
void held_by_a_base(double *a, double *, int *, int n) {
  Derived d(a);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = d.data[i + 1];
}
// dependent, not proven
void handed_to_a_member_function(double *a, double *, int *, int n) {
  Setter s;
  s.use(a);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = s.data[i + 1];
}
// dependent, not proven
void made_by_a_function(double *a, double *, int *, int n) {
  Held h = make_held(a);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = h.data[i + 1];
}
// dependent, not proven
void struct_copied(double *a, double *, int *, int n) {
  Held h(a);
  Held g = h;
  [[fork::parallel]] for (int i = 0; i < n; ++i) g.data[i] = a[i + 1];
}
// dependent, not proven
void held_on_the_heap(double *a, double *, int *, int n) {
  auto h = std::make_unique<Held>(a);
  [[fork::parallel]] for (int i = 0; i < n; ++i) h->data[i] = a[i + 1];
}
// dependent, not proven
void reassigned_before(double *a, double *, int *, int n) {
  double *q = a + 2;
  q = q - 1;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i];
}
// independent, not proven
void reassigned_and_back(double *a, double *, int *, int n) {
  double *q = a;
  q = q + 1;
  q = q - 1;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i] + 1;
}
// independent, not proven
void reassigned_to_another(double *a, double *b, int *, int n) {
  double *q = a;
  q = b;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i + 1];
}
// dependent, not proven
void incremented_before(double *a, double *, int *, int n) {
  double *q = a;
  ++q;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i];
}
// dependent, not proven
void original_incremented(double *a, double *, int *, int n) {
  double *q = a;
  ++a;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i];
}
// unknown, racy
void assigned_in_a_branch(double *a, double *b, int *p, int n) {
  double *q = b;
  if (p[0] == 2) q = a;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i + 1];
}
// dependent, not proven
void assigned_in_both_branches(double *a, double *, int *p, int n) {
  double *q;
  if (p[0] == 2) q = a + 1; else q = a + 2;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i];
}
// independent
void advanced_row_by_row(double *a, double *b, int *, int n) {
  double *out = a, *in = b;
  for (int y = 0; y < n; ++y) {
    [[fork::parallel]] for (int x = 0; x < n; ++x) out[x] = in[x] + out[x];
    out += n, in += n;
  }
}
// dependent, not proven
void advanced_row_by_row_shifted(double *a, double *, int *, int n) {
  double *out = a, *in = a + 1;
  for (int y = 0; y < n; ++y) {
    [[fork::parallel]] for (int x = 0; x < n; ++x) out[x] = in[x];
    out += n, in += n;
  }
}
// dependent, not proven
void array_of_one_pointer(double *a, double *, int *, int n) {
  double *rows[2] = {a, a + 1};
  [[fork::parallel]] for (int i = 0; i < n; ++i) rows[0][i] = rows[1][i];
}
// independent, not proven
void array_of_two_pointers(double *a, double *b, int *, int n) {
  double *const rows[2] = {a, b};
  [[fork::parallel]] for (int i = 0; i < n; ++i) rows[0][i] = rows[1][i + 1];
}
// dependent, not proven
void array_of_pointers_and_its_origin(double *a, double *b, int *, int n) {
  double *rows[2] = {a, b};
  [[fork::parallel]] for (int i = 0; i < n; ++i) rows[0][i] = a[i + 1];
}
// unknown, racy
void vector_of_pointers(double *a, double *b, int *, int n) {
  std::vector<double *> rows;
  rows.push_back(a);
  rows.push_back(b);
  [[fork::parallel]] for (int i = 0; i < n; ++i) rows[0][i] = a[i + 1];
}
// unknown, safe
void vector_of_row_pointers(double *a, double *b, int *, int n) {
  std::vector<double *> rows(n);
  for (int y = 0; y < n; ++y) rows[y] = a + y * n;
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) rows[y][x] = b[x];
}
// unknown, racy
void swapped_with_its_origin(double *a, double *b, int *, int n) {
  double *from = a, *to = b;
  for (int t = 0; t < 3; ++t) {
    [[fork::parallel]] for (int i = 1; i < n; ++i) to[i] = a[i - 1];
    std::swap(from, to);
  }
}
// unknown, racy
void swapped_twins(double *a, double *, int *, int n) {
  double *from = a, *to = a + 1;
  for (int t = 0; t < 3; ++t) {
    [[fork::parallel]] for (int i = 1; i < n; ++i) to[i] = from[i];
    std::swap(from, to);
  }
}
// dependent
void kept_by_a_lambda(double *a, double *, int *, int n) {
  auto before = [q = a - 1](int i) { return q[i]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = before(i);
}
// dependent
void function_by_reference(double *a, double *, int *, int n) {
  std::function<double(int)> before = [&](int i) { return a[i - 1]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = before(i);
}
// dependent
void function_that_writes(double *a, double *b, int *, int n) {
  std::function<void(int)> set = [&](int i) { a[i / 2] = b[i]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) set(i);
}
// independent
void function_of_its_own_element(double *a, double *b, int *, int n) {
  std::function<void(int)> set = [a, b](int i) { a[i] = b[i]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) set(i);
}
// unknown, racy
void one_of_two_functions(double *a, double *b, int *p, int n) {
  std::function<void(int)> set = [&](int i) { a[i] = b[i]; };
  if (p[0] == 2) set = [&](int i) { a[i / 2] = b[i]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) set(i);
}
// dependent, not proven
void function_pointer(double *a, double *, int *, int n) {
  void (*set)(double *, int) = [](double *x, int i) { x[i / 2] = i; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) set(a, i);
}
// dependent, not proven
void reference_in_a_struct(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  ByReference r{v[0], v};
  [[fork::parallel]] for (int i = 1; i < n; ++i) v[i] = r.all[i - 1];
  a[0] = v[5] + r.value;
}
// dependent, not proven
void reference_wrapper(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  auto r = std::ref(v);
  [[fork::parallel]] for (int i = 1; i < n; ++i) v[i] = r.get()[i - 1];
  a[0] = v[5];
}
// dependent, not proven
void tie_of_references(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  auto t = std::tie(v);
  [[fork::parallel]] for (int i = 1; i < n; ++i) v[i] = std::get<0>(t)[i - 1];
  a[0] = v[5];
}
// dependent
void span_of_the_same(double *a, double *, int *, int n) {
  std::span<double> s(a, 100);
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = s[i - 1];
}
// dependent
void part_of_a_span(double *a, double *, int *, int n) {
  std::span<double> s(a, 100), rest = s.subspan(1);
  [[fork::parallel]] for (int i = 1; i < n; ++i) s[i] = rest[i];
}
// dependent, not proven
void iterator_of_the_same(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  auto it = v.begin();
  ++it;
  [[fork::parallel]] for (int i = 0; i < n - 1; ++i) v[i] = it[i];
  a[0] = v[5];
}
// dependent, not proven
void pointer_of_one_of_two(double *a, double *b, int *p, int n) {
  double *q = pick(a, a + 1, p[0] > 3);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i + 1] + b[i];
}
// dependent, not proven
void pointer_set_by_a_function(double *a, double *, int *, int n) {
  double *q = nullptr;
  point_at(&q, a);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i + 1];
}
// dependent, not proven
void reference_to_a_pointer(double *a, double *b, int *, int n) {
  double *q = b;
  double *&r = q;
  r = a;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i + 1];
}
// dependent
void pointer_difference(double *a, double *, int *, int n) {
  double *q = a + 3;
  long apart = q - a;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i + apart];
}
// dependent, not proven
void pointer_to_pointer(double *a, double *, int *, int n) {
  double *q = a;
  double **pp = &q;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = (*pp)[i + 1];
}
// dependent, not proven
void cast_to_integer_and_back(double *a, double *, int *, int n) {
  double *q = reinterpret_cast<double *>(reinterpret_cast<unsigned long>(a) + 8);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i];
}
// unknown, racy
void cast_to_bytes(double *a, double *, int *, int n) {
  auto *bytes = reinterpret_cast<unsigned char *>(a);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = bytes[i];
}
// dependent, not proven
void structured_binding_of_pointers(double *a, double *, int *, int n) {
  auto [x, y] = std::pair(a, a + 1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) x[i] = y[i];
}
// dependent, not proven
void pointer_captured_before_it_moved(double *a, double *, int *, int n) {
  double *q = a;
  auto read = [q](int i) { return q[i]; };
  q = a + 1;
  [[fork::parallel]] for (int i = 0; i < n; ++i) q[i] = read(i);
}
// independent
void shared_pointer_of_its_own(double *a, double *b, int *, int n) {
  auto x = std::make_shared<std::vector<double>>(n), y = std::make_shared<std::vector<double>>(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { (*x)[i] = b[i]; (*y)[i] = (*x)[i] + 1; }
  a[0] = (*x)[3] + (*y)[4];
}
// dependent, not proven
void shared_pointer_copied(double *a, double *b, int *, int n) {
  auto x = std::make_shared<std::vector<double>>(b, b + n);
  auto y = x;
  [[fork::parallel]] for (int i = 1; i < n; ++i) (*x)[i] = (*y)[i - 1];
  a[0] = (*x)[3];
}
// independent
void array_moved_out(double *a, double *b, int *, int n) {
  std::array<double, 64> x = {}, y = {};
  for (int i = 0; i < n; ++i) y[i] = b[i];
  std::swap(x, y);
  [[fork::parallel]] for (int i = 0; i < n; ++i) y[i] = x[i + 1];
  a[0] = y[3];
}
