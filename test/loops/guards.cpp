// RUN: %check_loops %s
// Conditions that keep accesses apart, or do not.

// independent
void writes_late_reads_early(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 20; ++i) { if (i > 10) a[i] = a[i - 11]; }
}
// dependent
void writes_early_reads_late(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < 20; ++i) { if (i > 10) a[i] = a[i - 1]; }
}
// independent
void even_iterations(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { if (i % 2 == 0) a[i] = a[i - 1]; }
}
// independent
void odd_iterations(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) if (i % 2) a[i] = a[i - 1];
}
// dependent
void even_iterations_distance_two(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 2; i < n; ++i) { if (i % 2 == 0) a[i] = a[i - 2]; }
}
// independent
void only_one_writes(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i == 7) a[0] = b[i]; }
}
// dependent
void two_write(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i == 7 || i == 9) a[0] = b[i]; }
}
// independent
void all_but_one(double *a, double *, int *p, int n) {
  int k = p[0];
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (i != k) a[i] += a[k];
}
// independent
void continue_guards_the_rest(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { if (i % 2 != 0) continue; a[i] = a[i - 1]; }
}
// independent
void below_and_above(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    if (i < n / 2) a[i] = a[i + n / 2];
  }
}
// dependent
void conditional_expression(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = i > 0 ? a[i - 1] : 0;
}
// independent
void conditional_expression_outside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = i > 0 ? b[i - 1] : a[i];
}
// unknown, racy
void by_data(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) if (b[i] > 0) a[i] = a[i - 1];
}
// independent
void by_data_own_element(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) if (b[i] > 0) a[i] = b[i - 1]; else a[i] = 0;
}
// independent
void two_conditions(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (i >= 4 && i < 8) a[i] = a[i + 4];
}
// dependent
void two_conditions_too_wide(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (i >= 4 && i < 9) a[i] = a[i + 4];
}
// independent
void else_branch(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 40; ++i) {
    if (i < 20) { a[i] = 1; } else { a[i] = a[i + 20]; }
  }
}
// dependent
void else_branch_meets(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 40; ++i) {
    if (i < 20) { a[i] = 1; } else { a[i] = a[i - 20]; }
  }
}
// independent
void guard_around_the_loop(double *a, double *, int *p, int n) {
  int m = p[0] + n;
  if (m >= n) {
    [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i + m];
  }
}
// dependent
void guard_proves_it(double *a, double *, int *p, int n) {
  int m = p[0] % 3 + 1;
  if (m > 0) {
    [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i + m];
  }
}
// independent
void residues(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (i % 3 == 1) a[i] = a[i + 1] + a[i + 2];
}
// independent
void boundary_of_itself(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double left = i == 0 ? 0 : b[i - 1], right = i == n - 1 ? 0 : b[i + 1];
    a[i] = left + right;
  }
}
// independent
void switch_inside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    switch (i % 3) {
    case 0: a[i] = b[i]; break;
    case 1: a[i] = -b[i]; break;
    default: a[i] = 0;
    }
  }
}
