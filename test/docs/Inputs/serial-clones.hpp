//--- block `long fib(int n)` file
