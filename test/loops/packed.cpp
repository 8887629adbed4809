// RUN: %check_loops %s
// Elements that share a word, containers that are changed while they are read, and subscripts that come round again.
#include <array>
#include <bitset>
#include <deque>
#include <list>
#include <map>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>
struct Flags { unsigned seen : 1, done : 1; unsigned count : 6; int wide; };
struct Halves { unsigned lower : 16; unsigned : 0; unsigned upper : 16; };
union Either { double d; long l; };
struct Record { double x, y; int next; };

// dependent
void bits_of_a_vector(double *a, double *b, int *, int n) {
  std::vector<bool> v(64);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[i] = b[i] > 0;
  a[0] = v[3];
}
// independent
void bits_read_only(double *a, double *b, int *, int n) {
  std::vector<bool> v(64, true);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = v[i] ? b[i] : 0;
}
// independent
void bits_a_word_apart(double *a, double *b, int *, int n) {
  std::vector<bool> v(64 * 64);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[64 * i] = b[i] > 0;
  a[0] = v[64];
}
// dependent
void bits_by_reference(double *a, double *b, int *, int) {
  std::vector<bool> v(64);
  int k = 0;
  [[fork::parallel]] for (auto bit : v) bit = b[5] > 0;
  a[0] = v[3] + k;
}
// dependent
void bits_of_a_bitset(double *a, double *b, int *, int n) {
  std::bitset<64> v;
  [[fork::parallel]] for (int i = 0; i < n; ++i) v.set(i, b[i] > 0);
  a[0] = v.count();
}
// dependent
void bits_flipped(double *a, double *, int *, int n) {
  std::vector<bool> v(64);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[i].flip();
  a[0] = v[3];
}
// independent
void bitfields_of_own_element(double *a, double *b, int *, int n) {
  std::vector<Flags> v(64);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[i].seen = b[i] > 0, v[i].count = i;
  a[0] = v[3].seen + v[5].count;
}
// dependent
void bitfields_sharing_a_word(double *a, double *, int *, int n) {
  std::vector<Flags> v(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i].seen = 1; v[i + 1].done = 1; }
  a[0] = v[3].seen + v[3].done;
}
// independent
void bitfield_and_plain_member(double *a, double *, int *, int n) {
  std::vector<Flags> v(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i].seen = 1; v[i + 1].wide = 1; }
  a[0] = v[3].seen + v[3].wide;
}
// independent
void bitfields_kept_apart(double *a, double *, int *, int n) {
  std::vector<Halves> v(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i].lower = 1; v[i + 1].upper = 1; }
  a[0] = v[3].lower + v[3].upper;
}
// dependent
void members_of_a_union(double *a, double *, int *, int n) {
  std::vector<Either> v(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i].l = i; a[i] = double(v[i + 1].l); }
}
// unknown, racy
void two_members_of_a_union(double *a, double *, int *, int n) {
  std::vector<Either> v(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i].l = 0; a[i] = v[i + 1].d; }
}
// dependent
void nested_arrays_by_row(double *a, double *, int *, int) {
  std::array<std::array<double, 16>, 16> m{};
  [[fork::parallel]] for (int i = 1; i < 16; ++i)
    for (int j = 0; j < 16; ++j) m[i][j] = m[i - 1][j] + 1;
  a[0] = m[15][15];
}
// independent
void nested_arrays_own_row(double *a, double *, int *, int) {
  std::array<std::array<double, 16>, 16> m{};
  [[fork::parallel]] for (int i = 0; i < 16; ++i)
    for (int j = 1; j < 16; ++j) m[i][j] = m[i][j - 1] + 1;
  a[0] = m[15][15];
}
// dependent
void span_over_the_same(double *a, double *, int *, int n) {
  std::span<double> s(a, n), t(a + 1, n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) t[i] = s[i];
}
// dependent
void subspan_shifted(double *a, double *, int *, int n) {
  std::span<double> s(a, n + 1);
  auto t = s.subspan(1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) t[i] = s[i];
}
// independent
void spans_apart(double *a, double *b, int *, int n) {
  std::span<double> s(a, n), t(b, n + 1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) s[i] = t[i + 1];
}
// dependent
void iterator_pairs(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  auto before = v.begin();
  [[fork::parallel]] for (auto it = v.begin() + 1; it != v.end(); ++it) *it = *(it - 1) + *before;
  a[0] = v[n - 1];
}
// dependent
void iterator_advanced_outside(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  auto it = v.begin();
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = *it++ + 1;
}
// dependent
void pointer_incremented_outside(double *a, double *b, int *, int n) {
  double *q = b;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = *q++;
}
// dependent
void read_neighbours_through_at(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  [[fork::parallel]] for (int i = 1; i < n - 1; ++i) v.at(i) = v.at(i - 1) + v.at(i + 1);
  a[0] = v[n - 1];
}
// dependent, not proven
void front_and_back(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  [[fork::parallel]] for (int i = 1; i < n; ++i) v[i] = v.front() + v.back();
  a[0] = v[n - 1];
}
// dependent
void unsigned_wraps_below(double *a, double *, int *, int n) {
  [[fork::parallel]] for (unsigned char i = 0; i < 48; ++i) a[static_cast<unsigned char>(i + 255)] = a[i] + n;
}
// dependent
void modulo_comes_round(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i % 8] = b[i];
}
// independent
void modulo_beyond_the_end(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < 48; ++i) a[i % 64] = b[i] + n;
}
// dependent
void masked_comes_round(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i & 7] = b[i];
}
// dependent, not proven
void neighbours_in_a_ring(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[(i + 1) % n];
}
// dependent
void divided_comes_round(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i / 2] = b[i];
}
// dependent
void map_inserts_and_reads(double *a, double *b, int *p, int n) {
  std::map<int, double> m;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { m[p[i]] = b[i]; a[i] = m.size(); }
}
// dependent
void map_read_by_subscript(double *a, double *, int *p, int n) {
  std::map<int, double> m{{1, 2.0}};
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = m[p[i]];
}
// independent
void map_read_by_at(double *a, double *, int *, int n) {
  std::map<int, double> m{{1, 2.0}};
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = m.at(1);
}
// dependent
void map_chain(double *a, double *, int *, int n) {
  std::map<int, double> m{{0, 2.0}};
  [[fork::parallel]] for (int i = 1; i < n; ++i) m[i] = m[i - 1] + 1;
  a[0] = m.size();
}
// dependent
void unordered_map_as_memo(double *a, double *, int *p, int n) {
  std::unordered_map<int, double> memo;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    auto it = memo.find(p[i]);
    if (it == memo.end()) it = memo.emplace(p[i], p[i] * 2.0).first;
    a[i] = it->second;
  }
}
// dependent
void set_as_visited(double *a, double *, int *p, int n) {
  std::set<int> seen;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = seen.insert(p[i]).second ? 1 : 0;
}
// dependent
void resize_in_the_loop(double *a, double *b, int *, int n) {
  std::vector<double> v;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i >= int(v.size())) v.resize(i + 1); v[i] = b[i]; }
  a[0] = v[n - 1];
}
// dependent
void push_and_read_back(double *a, double *b, int *, int n) {
  std::vector<double> v{0};
  [[fork::parallel]] for (int i = 0; i < n; ++i) v.push_back(v.back() + b[i]);
  a[0] = v[n];
}
// dependent
void queue_in_the_loop(double *a, double *b, int *, int n) {
  std::deque<double> q{1};
  [[fork::parallel]] for (int i = 0; i < n; ++i) { q.push_back(b[i]); a[i] = q.front(); q.pop_front(); }
}
// dependent
void string_as_buffer(double *a, double *, int *p, int n) {
  std::string s(64, ' ');
  [[fork::parallel]] for (int i = 1; i < n; ++i) s[i] = s[i - 1] + p[i] % 2;
  a[0] = s[n - 1];
}
// independent
void string_elementwise(double *a, double *, int *p, int n) {
  std::string s(64, ' ');
  [[fork::parallel]] for (int i = 0; i < n; ++i) s[i] = static_cast<char>('a' + p[i] % 20);
  a[0] = s[5];
}
// dependent
void string_grown_and_measured(double *a, double *, int *, int n) {
  std::string s;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { s += 'x'; a[i] = s.size(); }
}
// dependent
void buffer_not_cleared(double *a, double *, int *, int n) {
  std::string s;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i % 4 == 0) s.clear(); s += 'x'; a[i] = s.size(); }
}
// independent
void buffer_cleared(double *a, double *, int *, int n) {
  std::string s;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { s.clear(); s += 'x'; a[i] = s.size(); }
}
// dependent
void element_of_container_carried(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> v(2, std::vector<double>(64));
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[(i + 1) % 2][0] = v[i % 2][0] + b[i];
  a[0] = v[0][0];
}
// dependent
void swapped_in_the_loop(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) std::swap(a[i], a[i - 1]);
  a[0] = b[0];
}
// independent
void swapped_pairwise(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 2) std::swap(a[i], a[i + 1]);
  a[0] = b[0];
}
// dependent
void list_chained(double *a, double *, int *, int n) {
  std::list<double> l(n, 1.0);
  double last = 0;
  [[fork::parallel]] for (double &x : l) { x += last; last = x; }
  a[0] = l.back();
}
// independent
void list_elementwise(double *a, double *, int *, int n) {
  std::list<double> l(n, 1.0);
  [[fork::parallel]] for (double &x : l) x += 2;
  a[0] = l.back();
}
// dependent
void list_erased(double *a, double *b, int *, int n) {
  std::list<double> l(n, 1.0);
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (b[i] > 0) l.pop_front();
  a[0] = l.size();
}
// unknown, racy
void chain_of_records(double *a, double *, int *p, int n) {
  std::vector<Record> r(64);
  for (int i = 0; i < 64; ++i) r[i].next = p[i] % 64;
  [[fork::parallel]] for (int i = 0; i < n; ++i) r[r[i].next].x = r[i].y + 1;
  a[0] = r[3].x;
}
// independent
void records_by_member(double *a, double *, int *, int n) {
  std::vector<Record> r(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) r[i].x = r[i + 1].y + 1;
  a[0] = r[3].x;
}
// dependent
void records_whole(double *a, double *, int *, int n) {
  std::vector<Record> r(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) r[i] = r[i + 1];
  a[0] = r[3].x;
}
// dependent
void record_and_its_member(double *a, double *, int *, int n) {
  std::vector<Record> r(65);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { Record copy = r[i + 1]; r[i].x = copy.x; }
  a[0] = r[3].x;
}
// dependent
void triangular_overlap(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j) a[i + j] = b[j];
}
// independent, not proven
void triangular_rows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j <= i; ++j) a[i * (i + 1) / 2 + j] = b[j];
}
// dependent
void iterator_declared_outside(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  std::vector<double>::iterator it;
  [[fork::parallel]] for (it = v.begin() + 1; it < v.end(); ++it) *it = *(it - 1);
  a[0] = v[n - 1];
}
// independent
void iterator_declared_outside_own(double *a, double *, int *, int n) {
  std::vector<double> v(a, a + n);
  std::vector<double>::iterator it;
  [[fork::parallel]] for (it = v.begin() + 1; it < v.end(); ++it) *it *= 2;
  a[0] = v[n - 1];
}
