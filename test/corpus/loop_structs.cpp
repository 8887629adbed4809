// RUN: %check_run %s
// Elements that are structures: some of their fields, all of them, through methods, pointers and operators.
#include <cstdio>
#include <vector>

struct Vector {
  double x = 0, y = 0;
  Vector &operator+=(const Vector &o) {
    x += o.x;
    y += o.y;
    return *this;
  }
};
Vector operator*(double s, const Vector &v) { return {s * v.x, s * v.y}; }

struct Particle {
  Vector position, velocity;
  int hits[3] = {};
  void move(double dt) { position += dt * velocity; }
};

struct Arrays {
  double x[16], y[16];
  int kind[16];
};

int main() {
  std::vector<Particle> particles(16);
  [[fork::parallel]] for (std::size_t i = 0; i < particles.size(); ++i) {
    particles[i].position.x = static_cast<double>(i);
    particles[i].velocity = {0.5, static_cast<double>(i % 4)};
  }
  [[fork::parallel]] for (Particle &p : particles) p.move(2);
  [[fork::parallel]] for (auto &p : particles) {
    p.hits[1] = static_cast<int>(p.position.x) % 3;
    p.hits[p.hits[1]]++;
  }

  Particle *const first = particles.data();
  [[fork::parallel]] for (int i = 0; i < 16; ++i) (first + i)->position.y -= 1;
  [[fork::parallel]] for (int i = 0; i < 16; ++i) first[i].velocity += Vector{1, 1};

  Arrays arrays;
  [[fork::parallel]] for (int i = 0; i < 16; ++i) {
    arrays.x[i] = particles[static_cast<std::size_t>(i)].position.x;
    arrays.y[i] = arrays.x[i] * 2;
    arrays.kind[i] = arrays.y[i] > 10;
  }
  double x = 0, y = 0;
  int kinds = 0, hits = 0;
  [[fork::parallel]] for (int i = 0; i < 16; ++i) {
    x += first[i].position.x + first[i].velocity.x;
    y += first[i].position.y + first[i].velocity.y + arrays.y[i];
    kinds += arrays.kind[i];
    hits += first[i].hits[0] + 10 * first[i].hits[1] + 100 * first[i].hits[2];
  }
  std::printf("%g %g %d %d\n", x, y, kinds, hits);
}
