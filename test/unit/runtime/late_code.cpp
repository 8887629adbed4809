// Loaded by process_warm_test when there are processes already.
extern "C" int xfork_test_late(int n) { return 3 * n; }
