// RUN: %check_run --allow-warning=fork-opaque-call --allow-warning=fork-unproven-independence %s
// Loops in member functions: members read and written through this, implicitly and explicitly.
#include <cstdio>
#include <vector>

class Heat {
public:
  explicit Heat(int size) : m_size(size), m_now(static_cast<std::size_t>(size)), m_next(m_now.size()) {
    [[fork::parallel]] for (int i = 0; i < m_size; ++i) at(m_now, i) = initial(i);
  }

  void step() {
    [[fork::parallel]] for (int i = 1; i < m_size - 1; ++i)
      at(m_next, i) = (at(m_now, i - 1) + 2 * at(m_now, i) + at(m_now, i + 1)) / 4 + m_bias;
    m_now.swap(m_next);
  }

  long total() const {
    long sum = 0;
    [[fork::parallel]] for (long x : m_now) sum += x;
    return sum;
  }

  void scale(long by) {
    [[fork::parallel]] for (long &x : this->m_now) x = x * by + this->m_bias;
  }

  void raise(int index);

private:
  static long &at(std::vector<long> &v, int i) { return v[static_cast<std::size_t>(i)]; }
  long initial(int i) const { return i * 1000 + m_bias; }

  int m_size;
  long m_bias = 3;
  std::vector<long> m_now, m_next;
};

void Heat::raise(int index) {
  [[fork::parallel]] for (int i = index; i < m_size; ++i) m_now[static_cast<std::size_t>(i)] += index;
}

int main() {
  Heat heat(40);
  std::printf("%ld\n", heat.total());
  for (int i = 0; i < 5; ++i)
    heat.step();
  std::printf("%ld\n", heat.total());
  heat.scale(2);
  heat.raise(35);
  std::printf("%ld\n", heat.total());
}
