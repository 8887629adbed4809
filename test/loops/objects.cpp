// RUN: %check_loops %s
// Dependences behind members, references, callbacks, virtual calls, globals and static variables; and the same without.
#include <array>
#include <functional>
#include <memory>
#include <span>
#include <vector>
struct Filter {
  double *in, *out;
  int shift = 0;
  std::vector<double> state = std::vector<double>(128);
  double memory = 0;
  void step(int i) { out[i] = in[i + shift]; }
  double smooth(double x) { return memory = 0.5 * (memory + x); }
  double read(int i) const { return state[i]; }
  void put(int i, double x) { state[i] = x; }
  double &cell(int i) { return state[i]; }
  void all_dependent(int n) {
    for (int i = 1; i < n; ++i) put(i, read(i - 1));
  }
};
struct Shape { virtual ~Shape() = default; virtual double area(int i) { return i; } };
struct Counting : Shape { int calls = 0; double area(int i) override { return i + ++calls; } };
struct Fixed final : Shape { double area(int i) override { return 2 * i; } };
struct CountingFinal final : Shape { int calls = 0; double area(int i) override { return i + ++calls; } };
struct Ref { double &x; };
struct RefPair { double &x, &y; };
struct Cursor { double *at; double take() { return *at++; } void put(double x) { *at++ = x; } };
struct Grid { std::array<std::array<double, 8>, 8> cells{}; double &at(int r, int c) { return cells[r][c]; } };
struct Logger { mutable int count = 0; double log(double x) const { ++count; return x + count; } };
struct Lazy { mutable double cached = 0; mutable int key = -1; double get(int k) const { if (k != key) { key = k; cached = k * 2.0; } return cached; } };
struct Accumulate { double &total; void operator()(double x) const { total = total * 0.5 + x; } };
struct Ring { double *data; int head = 0; double next() { head = (head + 1) % 16; return data[head]; } };
struct Prefix { double sum = 0; double operator()(double x) { return sum += x; } };
struct Base2 { double *p; };
struct Mid : Base2 { double *q; void run(int i) { p[i] = q[i - 1]; } };
static double global_state = 1;
static int global_index = 0;
static double history[256];
static double lcg() { global_state = 0.5 * global_state + 1; return global_state; }
static double slot_of(double x) { history[global_index] = x; global_index = (global_index + 1) % 64; return history[0]; }
static double counted() { static double n = 0; n += 1; return n; }
static double memo(int i) { static int last = -1; static double value = 0; if (last != i) { last = i; value = i * i; } return value; }
static double once() { static const double value = 3; return value; }
static double *scratch_of() { static double buffer[8]; return buffer; }
static void apply(double *x, int i, double (*f)(double)) { x[i] = f(x[i]); }
static double bump_global(double x) { global_state += x; return global_state; }
static double pure_twice(double x) { return 2 * x; }
static const double table_of_numbers[4] = {1, 2, 3, 4};
static double looked_up(int i) { return table_of_numbers[i % 4]; }
thread_local double own_of_thread = 0;

// dependent, not proven
void member_pointers_shifted(double *a, double *, int *, int n) {
  Filter f{a, a, -1};
  [[fork::parallel]] for (int i = 1; i < n; ++i) f.step(i);
}
// independent
void member_pointers_apart(double *a, double *b, int *, int n) {
  Filter f{b, a, 1};
  [[fork::parallel]] for (int i = 1; i < n; ++i) f.step(i);
}
// dependent
void recursive_filter(double *a, double *b, int *, int n) {
  Filter f{a, b};
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f.smooth(b[i]);
}
// dependent
void put_and_read_neighbour(double *a, double *, int *, int n) {
  Filter f{a, a};
  [[fork::parallel]] for (int i = 1; i < n; ++i) f.put(i, f.read(i - 1) + a[i]);
  a[0] = f.state[n - 1];
}
// independent
void put_and_read_own(double *a, double *, int *, int n) {
  Filter f{a, a};
  [[fork::parallel]] for (int i = 1; i < n; ++i) f.put(i, f.read(i) + a[i]);
  a[0] = f.state[n - 1];
}
// dependent
void cell_by_reference(double *a, double *, int *, int n) {
  Filter f{a, a};
  [[fork::parallel]] for (int i = 1; i < n; ++i) { double &c = f.cell(i); c = f.cell(i - 1) + 1; }
  a[0] = f.state[n - 1];
}
// independent
void cell_by_reference_own(double *a, double *, int *, int n) {
  Filter f{a, a};
  [[fork::parallel]] for (int i = 1; i < n; ++i) { double &c = f.cell(i); c = c + 1; }
  a[0] = f.state[n - 1];
}
// unknown, racy
void virtual_that_counts(double *a, double *, int *, int n) {
  Counting c;
  Shape &s = c;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = s.area(i);
}
// unknown, racy
void virtual_through_unique(double *a, double *, int *, int n) {
  std::unique_ptr<Shape> s = std::make_unique<Counting>();
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = s->area(i);
}
// independent
void final_override(double *a, double *, int *, int n) {
  Fixed f;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f.area(i);
}
// dependent
void final_override_that_counts(double *a, double *, int *, int n) {
  CountingFinal f;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f.area(i);
}
// dependent
void reference_member_to_one(double *a, double *b, int *, int n) {
  Ref r{a[0]};
  [[fork::parallel]] for (int i = 1; i < n; ++i) r.x = 0.5 * r.x + b[i];
}
// dependent
void reference_made_inside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { RefPair r{a[i], a[i - 1]}; r.x = r.y + b[i]; }
}
// independent
void reference_made_inside_apart(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { RefPair r{a[i], b[i - 1]}; r.x = r.y + 1; }
}
// dependent
void cursor_read(double *a, double *b, int *, int n) {
  Cursor c{b};
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = c.take();
}
// dependent
void cursor_write(double *a, double *b, int *, int n) {
  Cursor c{a};
  [[fork::parallel]] for (int i = 0; i < n; ++i) c.put(b[i]);
}
// independent
void cursor_of_the_iteration(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { Cursor c{b + i}; a[i] = c.take() + c.take(); }
}
// dependent
void grid_rows(double *a, double *, int *, int) {
  Grid g;
  [[fork::parallel]] for (int r = 1; r < 8; ++r)
    for (int c = 0; c < 8; ++c) g.at(r, c) = g.at(r - 1, c) + a[c];
  a[0] = g.at(7, 7);
}
// independent
void grid_own_rows(double *a, double *, int *, int) {
  Grid g;
  [[fork::parallel]] for (int r = 0; r < 8; ++r)
    for (int c = 1; c < 8; ++c) g.at(r, c) = g.at(r, c - 1) + a[c];
  a[0] = g.at(7, 7);
}
// dependent
void mutable_counter_in_const(double *a, double *b, int *, int n) {
  const Logger l;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = l.log(b[i]);
}
// dependent, not proven
void cache_in_const(double *a, double *, int *p, int n) {
  const Lazy l;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = l.get(p[i]);
}
// dependent
void functor_with_reference(double *a, double *b, int *, int n) {
  double total = 0;
  const Accumulate add{total};
  [[fork::parallel]] for (int i = 0; i < n; ++i) add(b[i]);
  a[0] = total;
}
// dependent
void ring_that_turns(double *a, double *b, int *, int n) {
  Ring r{b};
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = r.next();
}
// dependent
void mutable_functor(double *a, double *b, int *, int n) {
  Prefix prefix;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = prefix(b[i]);
}
// dependent
void mutable_lambda(double *a, double *b, int *, int n) {
  auto prefix = [sum = 0.0](double x) mutable { return sum += x; };
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = prefix(b[i]);
}
// independent
void mutable_lambda_of_the_iteration(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    auto prefix = [sum = 0.0](double x) mutable { return sum += x; };
    a[i] = prefix(b[i]) + prefix(b[i - 1]);
  }
}
// dependent, not proven
void inherited_members(double *a, double *, int *, int n) {
  Mid m;
  m.p = a, m.q = a;
  [[fork::parallel]] for (int i = 1; i < n; ++i) m.run(i);
}
// independent
void inherited_members_apart(double *a, double *b, int *, int n) {
  Mid m;
  m.p = a, m.q = b;
  [[fork::parallel]] for (int i = 1; i < n; ++i) m.run(i);
}
// dependent
void global_in_callee(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = lcg();
}
// dependent
void global_array_in_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = slot_of(b[i]);
}
// dependent
void static_local_counter(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = counted();
}
// dependent
void static_local_memo(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = memo(i);
}
// independent
void static_local_constant(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = once() * i;
}
// dependent
void static_buffer(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double *s = scratch_of(); s[0] = b[i]; a[i] = s[0] + 1; }
}
// dependent
void static_in_the_body(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { static double last = 0; a[i] = b[i] + last; last = b[i]; }
}
// independent
void callback_that_is_pure(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) apply(a, i, pure_twice);
}
// dependent
void callback_with_global(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) apply(a, i, bump_global);
}
// dependent
void callback_as_lambda(double *a, double *b, int *, int n) {
  double last = 0;
  auto each = [&](int k, auto f) { a[k] = f(b[k]); };
  [[fork::parallel]] for (int i = 0; i < n; ++i) each(i, [&](double x) { double y = x + last; last = x; return y; });
}
// dependent, not proven
void std_function_with_state(double *a, double *b, int *, int n) {
  double last = 0;
  std::function<double(double)> f = [&](double x) { double y = x + last; last = x; return y; };
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(b[i]);
}
// independent
void std_function_without_state(double *a, double *b, int *, int n) {
  std::function<double(double)> f = [](double x) { return x + 1; };
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(b[i]);
}
// independent
void table_in_callee(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = looked_up(i);
}
// dependent
void lambda_that_copied_before_a_change(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    int k = i - 1;
    auto earlier = [=] { return a[k]; };
    k = i;
    a[k] = earlier();
  }
}
// independent
void lambda_that_copied_its_own(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    int k = i;
    auto own = [=] { return a[k] + b[k]; };
    k = i - 1;
    a[i] = own() + k;
  }
}
// dependent
void lambda_that_refers_to_what_changes(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    int k = i;
    auto later = [&] { return a[k]; };
    k = i - 1;
    a[i] = later();
  }
}
// dependent
void init_capture_before_a_change(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    double *q = a + i - 1;
    auto earlier = [r = q] { return *r; };
    q = a + i;
    *q = earlier();
  }
}
// dependent
void struct_assigned_by_members(double *a, double *, int *, int n) {
  struct Two { int from, to; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    Two t;
    t.to = i;
    t.from = i - 1;
    a[t.to] = a[t.from];
  }
}
// independent
void struct_assigned_by_members_own(double *a, double *b, int *, int n) {
  struct Two { int from, to; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    Two t;
    t.to = i;
    t.from = i - 1;
    a[t.to] = b[t.from] + a[t.to];
  }
}
// dependent
void struct_member_changed_later(double *a, double *, int *, int n) {
  struct Two { int from, to; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) {
    Two t{i, i};
    t.from = i - 1;
    a[t.to] = a[t.from];
  }
}
// independent
void thread_local_of_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { own_of_thread = b[i]; a[i] = own_of_thread * 2; }
}
