// Gravity between all pairs of bodies; the loop carries its temporaries in private clauses.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

struct Body {
  double position[3], velocity[3], mass;
};

static void advance(std::vector<Body> &bodies, double dt) {
  const int n = static_cast<int>(bodies.size());
  int j;
  double dx, dy, dz, pull;
  double force[3];
  std::vector<Body> old = bodies;
#pragma omp parallel for default(none) shared(bodies, old, n, dt) private(j, dx, dy, dz, pull, force)
  for (int i = 0; i < n; ++i) {
    force[0] = force[1] = force[2] = 0;
    for (j = 0; j < n; ++j) {
      dx = old[j].position[0] - old[i].position[0];
      dy = old[j].position[1] - old[i].position[1];
      dz = old[j].position[2] - old[i].position[2];
      pull = old[j].mass / std::pow(dx * dx + dy * dy + dz * dz + 1e-3, 1.5);
      force[0] += pull * dx, force[1] += pull * dy, force[2] += pull * dz;
    }
    for (j = 0; j < 3; ++j) {
      bodies[i].velocity[j] += dt * force[j];
      bodies[i].position[j] += dt * bodies[i].velocity[j];
    }
  }
}

int main(int argc, char **argv) {
  const int n = argc > 1 ? std::atoi(argv[1]) : 100;
  const int steps = argc > 2 ? std::atoi(argv[2]) : 5;
  std::vector<Body> bodies(n);
  for (int i = 0; i < n; ++i)
    bodies[i] = {{std::cos(i * 1.3), std::sin(i * 0.7), std::cos(i * 0.4)}, {0, 0, 0}, 1.0 / n};
  for (int step = 0; step < steps; ++step)
    advance(bodies, 0.01);
  double energy = 0;
#pragma omp parallel for reduction(+ : energy)
  for (int i = 0; i < n; ++i)
    energy += 0.5 * bodies[i].mass * (bodies[i].velocity[0] * bodies[i].velocity[0] + bodies[i].velocity[1] * bodies[i].velocity[1]);
  std::printf("energy %.9f x %.9f\n", energy, bodies[n / 2].position[0]);
}
