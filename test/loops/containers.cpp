// RUN: %check_loops %s
// The standard library's containers and iterators.
#include <algorithm>
#include <array>
#include <bitset>
#include <deque>
#include <map>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

// independent
void vector_elements(double *a, double *b, int *, int n) {
  std::vector<double> v(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[i] = b[i];
  a[0] = v[3];
}
// dependent
void vector_neighbours(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (std::size_t i = 1; i < v.size(); ++i) v[i] += v[i - 1];
  a[0] = v[3];
}
// independent
void vector_at(double *a, double *b, int *, int n) {
  std::vector<double> v(n + 1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v.at(i) = b[i];
  a[0] = v[3];
}
// independent
void two_vectors(double *a, double *b, int *, int n) {
  std::vector<double> v(n), w(b, b + n + 1);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[i] = w[i + 1];
  a[0] = v[3];
}
// independent
void back_left_out(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (std::size_t i = 0; i < v.size() - 1; ++i) v[i] += v.back();
  a[0] = v[3];
}
// dependent
void front(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) v[i] += v.front();
  a[0] = v[3];
}
// independent
void vector_of_vectors(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> v(n, std::vector<double>(n));
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 1; j < n; ++j) v[i][j] = v[i][j - 1] + b[j];
  a[0] = v[3][4];
}
// dependent
void vector_of_vectors_row_above(double *a, double *, int *, int n) {
  std::vector<std::vector<double>> v(n, std::vector<double>(n));
  [[fork::parallel]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < n; ++j) v[i][j] = v[i - 1][j] + 1;
  a[0] = v[3][4];
}
// independent
void push_into_own(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> v(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i].push_back(b[i]); v[i].push_back(1); }
  a[0] = v[3][0];
}
// dependent
void bits(double *a, double *b, int *, int n) {
  std::vector<bool> v(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) v[i] = b[i] > 0;
  a[0] = v[3];
}
// dependent
void bit_set(double *a, double *b, int *, int) {
  std::bitset<64> v;
  [[fork::parallel]] for (int i = 0; i < 64; ++i) v[i] = b[i] > 0;
  a[0] = v[3];
}
// independent
void array_class(double *a, double *b, int *, int) {
  std::array<std::array<double, 8>, 8> v{};
  [[fork::parallel]] for (int i = 0; i < 8; ++i)
    for (int j = 0; j < 8; ++j) v[i][j] = b[j];
  a[0] = v[3][4];
}
// independent
void iterators(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (auto it = v.begin(); it != v.end(); ++it) *it *= 2;
  a[0] = v[3];
}
// dependent
void iterators_neighbour(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (auto it = v.begin() + 1; it != v.end(); ++it) *it = *(it - 1);
  a[0] = v[3];
}
// independent
void range_for(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (double &x : v) x = x * x;
  a[0] = v[3];
}
// dependent
void range_for_and_first(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (double &x : v) x += v[0];
  a[0] = v[3];
}
// independent
void range_for_nested(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> v(n, std::vector<double>(n));
  [[fork::parallel]] for (auto &row : v)
    for (double &x : row) x = b[2];
  a[0] = v[3][4];
}
// independent
void unique_pointers(double *a, double *b, int *, int n) {
  std::vector<std::unique_ptr<double>> v;
  for (int i = 0; i < n; ++i) v.push_back(std::make_unique<double>(0));
  [[fork::parallel]] for (int i = 0; i < n; ++i) *v[i] = b[i];
  a[0] = *v[3];
}
// unknown, racy
void shared_pointers(double *a, double *b, int *, int n) {
  std::vector<std::shared_ptr<double>> v(n, std::make_shared<double>(0));
  [[fork::parallel]] for (int i = 0; i < n; ++i) *v[i] = b[i];
  a[0] = *v[3];
}
// independent
void map_inserts(double *a, double *b, int *, int n) {
  std::map<int, double> m;
  [[fork::parallel]] for (int i = 0; i < n; ++i) m[i] = b[i];
  a[0] = m[3];
}
// independent
void map_elements(double *a, double *b, int *, int n) {
  std::map<int, double> m;
  for (int i = 0; i < n; ++i) m[i] = b[i];
  [[fork::parallel]] for (auto &entry : m) entry.second += 1;
  a[0] = m[3];
}
// independent
void string_characters(double *a, double *, int *, int n) {
  std::string s(n, 'a');
  [[fork::parallel]] for (std::size_t i = 0; i < s.size(); ++i) s[i] = static_cast<char>('a' + i % 7);
  a[0] = s[3];
}
// independent
void swap_rows(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> v(n, std::vector<double>(3)), w(n, std::vector<double>(3, b[1]));
  [[fork::parallel]] for (int i = 0; i < n; ++i) std::swap(v[i], w[i]);
  a[0] = v[3][0];
}
// independent
void sort_rows(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> v(n, std::vector<double>(b, b + n));
  [[fork::parallel]] for (int i = 0; i < n; ++i) std::sort(v[i].begin(), v[i].end());
  a[0] = v[3][0];
}
// independent
void reads_all(double *a, double *b, int *, int n) {
  std::vector<double> v(b, b + n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = std::accumulate(v.begin(), v.end(), 0.0) + i;
}
// independent
void flat_matrix(double *a, double *b, int *, int n) {
  std::vector<double> m(n * n);
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) m[y * n + x] = b[x] * y;
  a[0] = m[30];
}
// independent
void fill_rows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) std::fill(a + i * n, a + (i + 1) * n, b[i]);
}
