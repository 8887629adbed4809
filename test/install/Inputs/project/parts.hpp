long total(const int *a, int n);
