// RUN: %check_loops %s
// Loops of templates: what is known of each instance, and what is not known before there is one.
#include <algorithm>
#include <numeric>
#include <span>
#include <vector>
struct Prefix { double sum = 0; double operator()(double x) { return sum += x; } };
struct Doubled { double operator()(double x) const { return 2 * x; } };
struct Tally { int calls = 0; double next(double x) { return x + ++calls; } double peek(double x) const { return 2 * x; } };
template <class F> void each_by_copy(double *a, int n, F f);
template <class F> void each_by_reference(double *a, int n, F &f);
template <class F> void each_by_constant(double *a, int n, const F &f);
template <class F> void each_forwarded(double *a, int n, F &&f);
template <class T> void each_member(double *a, int n, T &t);
template <class T> void each_const_member(double *a, int n, const T &t);
template <class T> void scaled(T *a, int n, T by);
template <class T> void shifted(T *a, int n);
template <class V> void shifted_container(V &v);
template <class V> void scaled_container(V &v);
template <class V> void neighbours_apart(V &to, const V &from);
template <int Distance> void shifted_by(double *a, int n);
template <class F> void two_of_one(double *a, int n, F f);
template <class It> void between(It first, It last);
template <class It> void between_chained(It first, It last);
template <class... Fs> void all_of_them(double *a, int n, Fs &...fs);
template <class F> struct Holder { F f; void run(double *a, int n); };
template <class T> T clipped(T x) { return x < 0 ? T(0) : x; }
template <class T> void set_at(T *a, int i, T x) { a[i] = x; }
template <class T> struct View2 { T *data; int width; T &operator()(int y, int x) const { return data[y * width + x]; } };
template <class T> void filled(View2<T> v, int n);

// dependent
void mutable_functor_by_copy(double *a, double *, int *, int n) { each_by_copy(a, n, Prefix()); }
template <class F> void each_by_copy(double *a, int n, F f) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(a[i]);
}
// dependent
void mutable_functor_by_reference(double *a, double *, int *, int n) { Prefix p; each_by_reference(a, n, p); }
template <class F> void each_by_reference(double *a, int n, F &f) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(a[i]);
}
// dependent
void mutable_functor_forwarded(double *a, double *, int *, int n) { each_forwarded(a, n, Prefix()); }
template <class F> void each_forwarded(double *a, int n, F &&f) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(a[i]);
}
// independent
void constant_functor(double *a, double *, int *, int n) { each_by_constant(a, n, Doubled()); }
template <class F> void each_by_constant(double *a, int n, const F &f) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(a[i]);
}
// dependent
void member_that_counts(double *a, double *, int *, int n) { Tally t; each_member(a, n, t); }
template <class T> void each_member(double *a, int n, T &t) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = t.next(a[i]);
}
// independent
void member_of_a_constant(double *a, double *, int *, int n) { each_const_member(a, n, Tally()); }
template <class T> void each_const_member(double *a, int n, const T &t) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = t.peek(a[i]);
}
// independent
void elementwise(double *a, double *, int *, int n) { scaled(a, n, 2.0); }
template <class T> void scaled(T *a, int n, T by) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = clipped(a[i]) * by;
}
// dependent
void carried(double *a, double *, int *, int n) { shifted(a, n); }
template <class T> void shifted(T *a, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = a[i - 1] + T(1);
}
// dependent
void carried_in_a_container(double *a, double *, int *, int n) { std::vector<double> v(a, a + n); shifted_container(v); a[0] = v[5]; }
template <class V> void shifted_container(V &v) {
  [[fork::parallel]] for (std::size_t i = 1; i < v.size(); ++i) v[i] = v[i - 1] + 1;
}
// independent
void elementwise_in_a_container(double *a, double *, int *, int n) { std::vector<double> v(a, a + n); scaled_container(v); a[0] = v[5]; }
template <class V> void scaled_container(V &v) {
  [[fork::parallel]] for (std::size_t i = 1; i < v.size(); ++i) v[i] = v[i] * 2 + 1;
}
// independent
void containers_apart(double *a, double *b, int *, int n) { std::vector<double> v(a, a + n), w(b, b + n); neighbours_apart(v, w); a[0] = v[5]; }
template <class V> void neighbours_apart(V &to, const V &from) {
  [[fork::parallel]] for (std::size_t i = 1; i < from.size(); ++i) to[i] = from[i - 1];
}
// dependent
void distance_is_an_argument(double *a, double *, int *, int n) { shifted_by<2>(a, n); }
template <int Distance> void shifted_by(double *a, int n) {
  [[fork::parallel]] for (int i = Distance; i < n; ++i) a[i] = a[i - Distance];
}
// dependent
void functor_in_callee(double *a, double *, int *, int n) { two_of_one(a, n, Prefix()); }
template <class F> void apply_to(double &x, F &f) { x = f(x); }
template <class F> void two_of_one(double *a, int n, F f) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) apply_to(a[i], f);
}
// independent
void iterators_of_a_template(double *a, double *, int *, int n) { between(a, a + n); }
template <class It> void between(It first, It last) {
  [[fork::parallel]] for (It it = first; it != last; ++it) *it = *it + 1;
}
// dependent
void iterators_chained(double *a, double *, int *, int n) { between_chained(a + 1, a + n); }
template <class It> void between_chained(It first, It last) {
  [[fork::parallel]] for (It it = first; it != last; ++it) *it = *(it - 1) + 1;
}
// dependent
void pack_of_functors(double *a, double *, int *, int n) { Prefix p, q; all_of_them(a, n, p, q); }
template <class... Fs> void all_of_them(double *a, int n, Fs &...fs) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) ((a[i] = fs(a[i])), ...);
}
// dependent
void functor_in_a_class(double *a, double *, int *, int n) { Holder<Prefix> h; h.run(a, n); }
template <class F> void Holder<F>::run(double *a, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = f(a[i]);
}
// independent
void view_of_a_template(double *a, double *, int *, int) { filled(View2<double>{a, 6}, 6); }
template <class T> void filled(View2<T> v, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < v.width; ++x) v(y, x) = T(x);
}
// dependent
void callee_of_a_template(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) set_at(a, i, a[i - 1]);
}
// independent
void callee_of_a_template_own(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) set_at(a, i, clipped(a[i]));
}
// dependent
void generic_lambda_carried(double *a, double *, int *, int n) {
  auto body = [&](auto i) { a[i] = a[i - 1]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) body(i);
}
// independent
void generic_lambda_own(double *a, double *b, int *, int n) {
  auto body = [&](auto i) { a[i] = b[i - 1]; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) body(i);
}
